#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""What the bench's works cost as small programs: instructions a call, bytes of code, compiler seconds and memory.

    run.py                 everything, with the limits
    run.py --check         only instructions a call against instructions.json: at most 5 % above
    run.py --record        write instructions.json anew
    run.py --only W3,W4    some works

Instructions are counted by valgrind in programs built with g++ -O2 -march=x86-64-v3, so they are the same on every
machine with that compiler. Figures go to build/results/programs.json.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORD = HERE / "instructions.json"
FLAGS = ["-std=c++20", "-O2", "-march=x86-64-v3", "-I", str(ROOT / "include")]
CALLS = 4
SLACK = 1.05

LENET = ("input<28, 28, 1>, conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 5>, relu, max_pool2d<2>, flatten, "
         "dense<120>, relu, dense<84>, relu, dense<10>")
HALVING = "branches<add, sequential<conv2d<{0}, 3, stride<2>, same>, relu, conv2d<{0}, 3, same>>, conv2d<{0}, 1, stride<2>, same>>"
NETWORKS = {
    "W1-relu": "input<16>, dense<64>, relu, dense<64>, relu, dense<10>",
    "W1-tanh": "input<16>, dense<64>, inlay::tanh, dense<64>, inlay::tanh, dense<10>",
    "W2": "input<784>, dense<128>, relu, dense<10>",
    "W3": LENET,
    "W4-gru": "input<1, 1>, gru<32>, dense<1>",
    "W4-lstm": "input<1, 1>, lstm<32>, dense<1>",
    "W5": "input<49, 10, 1>, conv2d<64, kernel_size{10, 4}, stride<2>, same>, relu, repeat<4, depthwise_conv2d<3, same>, "
          "relu, conv2d<64, 1>, relu>, global_average_pool2d, dense<12>",
    "W6": "input<32, 32, 3>, conv2d<16, 3, same>, relu, residual<conv2d<16, 3, same>, relu, conv2d<16, 3, same>>, relu, "
          + HALVING.format(32) + ", relu, " + HALVING.format(64) + ", relu, global_average_pool2d, dense<10>",
    "W7": "input<784>, dense<128>, relu, dense<10>",
    "W8": LENET,
}
TRAINING = ["W7", "W8"]
STREAMS = ["W4-gru", "W4-lstm"]
COUNTED = ["W1-relu", "W1-tanh", "W2", "W3", "W4-gru", "W4-lstm"]  # instructions

INFERENCE_SOURCE = """#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<{layers}> {{}};
static model<net> weights;
alignas(64) static unsigned char scratch[peak_ram<net>];
extern "C" __attribute__((noinline)) void infer(const float* x, float* y) {{
    const auto out = weights(x, arena{{scratch}});
    for (long i = 0; i < output_shape<net>.size(); ++i) y[i] = out[i];
}}
"""
STREAM_SOURCE = """#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<{layers}> {{}};
static model<net> weights;
static streaming<net> stream_of_numbers{{weights}};
alignas(64) static unsigned char scratch[peak_ram<net>];
extern "C" __attribute__((noinline)) void infer(const float* x, float* y) {{ stream_of_numbers(x, y, arena{{scratch}}); }}
"""
MAIN = """
int main() {{
    for (long i = 0; i < weights.storage_size; ++i) weights.storage()[i] = 0.01f * static_cast<float>(i % 17 - 8);
    static float x[input_shape<net>.size()], y[output_shape<net>.size()];
    for (int call = 0; call < {calls}; ++call) {{
        for (float& v : x) v = 0.1f * static_cast<float>((&v - x + call) % 13 - 6);
        infer(x, y);
    }}
    return y[0] == y[0] ? 0 : 1;
}}
"""
TRAINING_SOURCE = """#include <inlay/train.hpp>
using namespace inlay;
struct net : network<{layers}> {{}};
void train(model<net>& m, const dataset& d) {{
    auto t = compile(m, sgd{{}}, cross_entropy{{}});
    t.fit(d, {{.epochs = 1}});
}}
"""
SECONDS, MEGABYTES = {False: 3, True: 6}, {False: 300, True: 300}  # by training
CODE_LIMIT = {"W2": 20 * 1024, "W3": 20 * 1024}


def source(name):
    text = TRAINING_SOURCE if name in TRAINING else STREAM_SOURCE if name in STREAMS else INFERENCE_SOURCE
    return text.format(layers=NETWORKS[name])


# --- instructions -------------------------------------------------------------------------------

def instructions(name):
    """A call's instructions: those of `infer` and what it calls, over CALLS calls."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "net.cpp").write_text(source(name) + MAIN.format(calls=CALLS))
        subprocess.run(["g++", *FLAGS, "net.cpp", "-o", "net"], cwd=folder, check=True)
        done = subprocess.run(["valgrind", "--tool=callgrind", "--toggle-collect=infer", "--callgrind-out-file=/dev/null", "./net"],
                              cwd=folder, stderr=subprocess.PIPE, text=True)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode != 0 or not found:
            sys.exit(f"{name}: valgrind failed\n{done.stderr}")
        return int(found[1]) // CALLS


def guard(names, record):
    recorded = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    version = subprocess.run(["g++", "-dumpfullversion"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    if not record and recorded.get("compiler") != version:
        print(f"recorded with g++ {recorded.get('compiler')}, this is {version}: counts are printed, not compared")
    passed = failed = 0
    rows = []
    print(f"{'instructions a call':<20} {'now':>10} {'recorded':>10}")
    for name in names:
        now, before = instructions(name), recorded.get("instructions", {}).get(name)
        compared = before is not None and recorded.get("compiler") == version
        above = compared and now > before * SLACK
        failed, passed = failed + above, passed + (not above)
        rows.append({"work": name, "instructions": now, "recorded": before})
        print(f"{name:<20} {now:>10,} {before or 0:>10,}  " + ("ABOVE" if above else f"{now / before - 1:+.1%}" if before else "new"),
              flush=True)
    if record:
        counts = recorded.get("instructions", {}) | {r["work"]: r["instructions"] for r in rows}
        lines = ",\n".join(f'    "{k}": {v}' for k, v in counts.items())
        beside = RECORD.with_suffix(".part")
        beside.write_text(f'{{\n  "compiler": "{version}",\n  "flags": "-O2 -march=x86-64-v3",\n  "instructions": {{\n{lines}\n  }}\n}}\n')
        beside.rename(RECORD)
        return rows, 0
    if (ROOT / "build").is_dir():
        (ROOT / "build" / "count").write_text(f"{passed} {failed}\n")
    return rows, failed


# --- compiling ----------------------------------------------------------------------------------

def compiled(compiler, text, flags):
    """CPU seconds, MB of the largest process, bytes of code of the object."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "net.cpp").write_text(text)
        process = subprocess.Popen([compiler, *flags, "-c", "net.cpp", "-o", "net.o"], cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit("does not compile:\n" + text)
        sizes = subprocess.run(["size", "-A", f"{folder}/net.o"], stdout=subprocess.PIPE, text=True, check=True).stdout
        code = sum(int(m[1]) for m in re.finditer(r"^\.(?:text|rodata)\S*\s+(\d+)", sizes, re.M))
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code


def costs(names, compilers):
    rows, above = [], 0
    native = [f if not f.startswith("-march") else "-march=native" for f in FLAGS]
    print(f"\n{'work':<10} {'compiler':<12} {'CPU s':>6} {'MB':>5} {'code kB':>8}   at -O2 -march=native")
    for compiler in compilers:
        for name in names:
            training = name in TRAINING
            seconds, memory, code = compiled(compiler, source(name), native)
            limits = [(seconds, SECONDS[training], "s"), (memory, MEGABYTES[training], "MB"),
                      (code, CODE_LIMIT.get(name), "bytes of code")]
            words = [f"ABOVE {most} {unit}" for value, most, unit in limits if most and value > most]
            above += len(words)
            rows.append({"work": name, "compiler": compiler, "cpu_s": round(seconds, 2), "peak_rss_mb": round(memory), "code_bytes": code})
            print(f"{name:<10} {compiler:<12} {seconds:>6.2f} {memory:>5.0f} {code / 1024:>8.1f}   {', '.join(words)}", flush=True)
    print(f"\n{'growth with width: MLP of 5 layers':<36} {'compiler':<12} {'CPU s':>6} {'MB':>5} {'code kB':>8}")
    for compiler in compilers:
        for width in (16, 64, 256, 1024):
            layers = ", ".join([f"input<{width}>"] + [f"dense<{width}>, relu"] * 5 + ["dense<10>"])
            seconds, memory, code = compiled(compiler, INFERENCE_SOURCE.format(layers=layers), native)
            rows.append({"work": f"width {width}", "compiler": compiler, "cpu_s": round(seconds, 2), "peak_rss_mb": round(memory), "code_bytes": code})
            print(f"{f'width {width}':<36} {compiler:<12} {seconds:>6.2f} {memory:>5.0f} {code / 1024:>8.1f}", flush=True)
    print(f"{above} above their limits")
    return rows


def main():
    options = argparse.ArgumentParser(description="What the bench's works cost as small programs.")
    options.add_argument("--check", action="store_true", help="instructions against instructions.json")
    options.add_argument("--record", action="store_true", help="write instructions.json")
    options.add_argument("--only", help="works, by comma")
    options.add_argument("--compilers", default="g++,clang++-19")
    arguments = options.parse_args()
    chosen = [n for n in NETWORKS if not arguments.only or any(n == o or n.startswith(o + "-") for o in arguments.only.split(","))]
    counts, failed = guard([n for n in chosen if n in COUNTED], arguments.record)
    if arguments.check or arguments.record:
        return 1 if failed else 0
    rows = costs(chosen, [c for c in arguments.compilers.split(",") if shutil.which(c)])
    results = ROOT / "build" / "results"
    results.mkdir(parents=True, exist_ok=True)
    (results / "programs.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in counts + rows) + "\n]\n")
    return 1 if failed else 0


sys.exit(main())
