#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""What a network costs the compiler.

    run.py              every row: seconds, memory, symbols, object size, instantiations; then the budgets
    run.py --quick      depths 5 and 50 only
    run.py --check      counts only (they are the same on every run) against limits.json; fails above
    run.py --update     writes limits.json anew from the counts, with 10 % to spare
    run.py --compilers g++,clang++-19

Networks: MLP, N x (dense<64>, relu); residual CNN, N x (residual<conv2d<8, 3, same>>, relu) on 8x8x8; both
with a softmax classifier at the end, written as one network<...> list; TCN, N x residual<conv1d, tanh> and a gru,
run block by block (only with --check). `inference` is one call of the model,
`training` compile() and fit() with SGD. The rows of depth 0 are the header alone; `readme` is README.md's
program. Figures go to build/results/compile.json, one object per row.
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
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIMITS = HERE / "limits.json"
COMPILERS = ["g++", "clang++-14", "clang++-19"]
DEPTHS = [0, 5, 20, 50, 100, 200]
TRAINING_DEPTHS = [0, 5, 20, 50]

# (networks, mode, depth, flags): CPU seconds, MB; of g++ and clang++-19
BUDGETS = {
    ("mlp", "inference", 200): (5, 300),
    ("cnn", "inference", 200): (5, 300),
    ("cnn", "training", 50): (6, 500),
    ("readme", "inference", 0): (3, None),
    ("readme", "training", 0): (6, None),
}
LONGEST_SYMBOL = 80


# --- sources ----------------------------------------------------------------------------------

def layers(network: str, depth: int, mode: str) -> list[str]:
    if network == "tcn":
        return ["input<64, 8>"] + ["residual<conv1d<8, 3, causal>, tanh>"] * depth + ["gru<8>", "dense<1>"]
    if network == "mlp":
        body = ["input<64>"] + ["dense<64>", "relu"] * depth + ["dense<10>"]
    else:
        body = ["input<8, 8, 8>"] + ["residual<conv2d<8, 3, same>>", "relu"] * depth + ["flatten", "dense<10>"]
    return body + (["softmax"] if mode == "inference" else [])


INFERENCE = """#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<{layers}> {{}};
alignas(64) static unsigned char scratch[peak_ram<net>];
static model<net> weights;
int classify(const float* x) {{ return argmax(weights(view<{input}>{{x}}, arena{{scratch}})); }}
"""
STREAMING = """#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<{layers}> {{}};
static model<net> weights;
static streaming<net> blocks{{weights}};
void process(const float* x, float* y) {{ blocks(x, y); }}
"""
TRAINING = """#include <inlay/train.hpp>
using namespace inlay;
struct net : network<{layers}> {{}};
void train(model<net>& m, const dataset& d) {{
    auto t = compile(m, sgd{{}}, cross_entropy{{}});
    t.fit(d, {{.epochs = 1}});
}}
"""


def source(network: str, depth: int, mode: str) -> str:
    if network == "readme":
        programs = re.findall(r"```cpp\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
        return next(p for p in programs if "int main" in p and ("train.hpp" in p) == (mode == "training"))
    if depth == 0:
        return f"#include <inlay/{'inlay' if mode == 'inference' else 'train'}.hpp>\n"
    text = {"inference": INFERENCE, "training": TRAINING, "streaming": STREAMING}[mode]
    return text.format(layers=",\n    ".join(layers(network, depth, mode)),
                       input="64" if network == "mlp" else "8, 8, 8")


# --- measuring --------------------------------------------------------------------------------

def timed(command: list[str], cwd: str) -> tuple[int, float, float, str]:
    """Exit status, CPU seconds of all its processes, MB of the largest, what it said."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, log.read()


def symbols(path: pathlib.Path) -> list[str]:
    out = subprocess.run(["nm", "-P", str(path)], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line.split()[0] for line in out.splitlines() if line and not line.endswith(":")]


def instantiations(compiler: str, work: pathlib.Path) -> dict[str, int]:
    """clang counts what it instantiates (-ftime-trace); of g++, the complete classes it dumps."""
    if compiler.startswith("clang"):
        events = json.loads((work / "net.json").read_text())["traceEvents"]
        total = {e["name"]: e["args"]["count"] for e in events if e["name"].startswith("Total Instantiate")}
        return {"classes": total.get("Total InstantiateClass", 0),
                "functions": total.get("Total InstantiateFunction", 0)}
    dumps = list(work.glob("*.class"))
    if not dumps:
        return {}
    with open(dumps[0]) as dump:
        return {"classes": sum(line.startswith("Class ") for line in dump)}


def command(compiler: str, flags: list[str]) -> list[str]:
    includes = ["-I", str(ROOT / "include")]
    if compiler == "nvcc":
        return ["nvcc", "-std=c++20", "-x", "cu", *flags, *includes, "-c", "net.cpp", "-o", "net.o"]
    return [compiler, "-std=c++20", *flags, *includes, "-c", "net.cpp", "-o", "net.o"]


def measure(compiler: str, network: str, mode: str, depth: int, flags: list[str], counts_only: bool) -> dict:
    row = {"compiler": compiler, "network": network, "mode": mode, "depth": depth, "flags": " ".join(flags)}
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "net.cpp").write_text(source(network, depth, mode))
        if not counts_only or compiler != "g++":
            trace = ["-ftime-trace"] if counts_only and compiler.startswith("clang") else []
            status, seconds, memory, said = timed(command(compiler, flags + trace), folder)
            if status != 0:
                row["error"] = next((s for s in said.splitlines() if "error" in s), said[:200])
                return row
            if not counts_only:
                row |= {"cpu_s": round(seconds, 2), "peak_rss_mb": round(memory)}
        if compiler != "nvcc":  # counts from a run of their own: to note them takes time
            extra = ["-ftime-trace"] if compiler.startswith("clang") else ["-fdump-lang-class"]
            if not (counts_only and compiler != "g++"):
                timed(command(compiler, flags + extra), folder)
            row |= instantiations(compiler, work)
        names = symbols(work / "net.o")
        longest = max(names, key=len, default="")
        row |= {"symbols": len(names), "longest_symbol": len(longest), "longest_symbol_name": longest,
                "object_bytes": (work / "net.o").stat().st_size}
    return row


# --- reports ----------------------------------------------------------------------------------

def key(row: dict) -> str:
    return f"{row['compiler']} {row['network']} {row['mode']} {row['depth']}"


def show(row: dict) -> None:
    if "error" in row:
        print(f"{row['compiler']:<11} {row['network']:<7} {row['mode']:<10} {row['depth']:>5} {row['flags']:<7} "
              f"FAILED: {row['error'][:120]}", flush=True)
        return
    def cell(name: str, width: int, form: str = "d") -> str:
        return f"{row[name]:>{width}{form}}" if name in row else " " * (width - 1) + "-"
    print(f"{row['compiler']:<11} {row['network']:<7} {row['mode']:<10} {row['depth']:>5} {row['flags']:<7}"
          f"{cell('cpu_s', 7, '.2f')}{cell('peak_rss_mb', 7)}{cell('classes', 8)}{cell('functions', 10)}"
          f"{cell('longest_symbol', 8)}{row['object_bytes'] / 1024:>9.0f}", flush=True)


HEADER = (f"{'compiler':<11} {'network':<7} {'mode':<10} {'depth':>5} {'flags':<7}{'CPU s':>7}{'MB':>7}{'classes':>8}"
          f"{'functions':>10}{'symbol':>8}{'object kB':>10}")


def budgets(rows: list[dict]) -> None:
    print("\nbudgets (g++, clang++-19):")
    for row in rows:
        limit = BUDGETS.get((row["network"], row["mode"], row["depth"]))
        if limit is None or row["compiler"] not in ("g++", "clang++-19"):
            continue
        seconds, memory = limit
        words = [f"{row['cpu_s']:.2f} of {seconds} s"] if "cpu_s" in row else ["failed"]
        met = "cpu_s" in row and row["cpu_s"] <= seconds
        if memory and "peak_rss_mb" in row:
            words.append(f"{row['peak_rss_mb']} of {memory} MB")
            met = met and row["peak_rss_mb"] <= memory
        print(f"  {'met   ' if met else 'ABOVE '} {key(row):<34} {row['flags']:<7} {', '.join(words)}")
    for mode in ("inference", "training"):
        some = [r for r in rows if r["mode"] == mode and r["depth"] > 0 and "longest_symbol" in r]
        if not some:
            continue
        longest = max(some, key=lambda r: r["longest_symbol"])
        print(f"  {'met   ' if longest['longest_symbol'] <= LONGEST_SYMBOL else 'ABOVE '} longest symbol, {mode}: "
              f"{longest['longest_symbol']} of {LONGEST_SYMBOL} characters, {longest['longest_symbol_name']}")


def check(rows: list[dict]) -> int:
    limits = json.loads(LIMITS.read_text())
    failures = 0
    for row in rows:
        limit = limits.get(key(row))
        if limit is None:
            continue
        for name, most in limit.items():
            if "error" in row or row[name] > most:
                failures += 1
                print(f"ABOVE {key(row)}: {name} {row.get(name, row.get('error'))}, limit {most}")
    print(f"{len(rows)} programs, {failures} counts above bench/compile/limits.json")
    return 1 if failures else 0


def main() -> int:
    options = argparse.ArgumentParser(description="What a network costs the compiler.")
    options.add_argument("--check", action="store_true", help="counts against limits.json")
    options.add_argument("--update", action="store_true", help="write limits.json")
    options.add_argument("--quick", action="store_true", help="depths 5 and 50 only")
    options.add_argument("--compilers", default=",".join(COMPILERS + ["nvcc"]))
    arguments = options.parse_args()
    counting = arguments.check or arguments.update

    compilers = [c for c in arguments.compilers.split(",") if shutil.which(c)]
    cases = []  # network, mode, depth, flags
    if counting:
        cases += [(n, "inference", d, ["-O2"]) for n in ("mlp", "cnn") for d in (50, 200)]
        cases += [(n, "training", d, ["-O2"]) for n in ("mlp", "cnn") for d in (20, 50)]
        cases.append(("tcn", "streaming", 50, ["-O2"]))
    else:
        depths = [0, 5, 50] if arguments.quick else DEPTHS
        for network in ("mlp", "cnn"):
            cases += [(network, "inference", d, ["-O2"]) for d in depths if d or network == "mlp"]
            if not arguments.quick:
                cases.append((network, "inference", 200, ["-O2", "-g"]))
            cases += [(network, "training", d, ["-O2"]) for d in TRAINING_DEPTHS
                      if (d or network == "mlp") and d in depths]
        cases += [("readme", m, 0, ["-O2"]) for m in ("inference", "training")]

    rows = []
    start = time.monotonic()
    print(HEADER)
    for compiler in compilers:
        for network, mode, depth, flags in cases:
            if compiler == "nvcc" and (counting or "-g" in flags or network == "readme"):
                continue
            rows.append(measure(compiler, network, mode, depth, flags, counting))
            show(rows[-1])
    print(f"{time.monotonic() - start:.0f} s")

    if arguments.update:
        limits = {key(r): {n: max(LONGEST_SYMBOL, r[n]) if n == "longest_symbol" else r[n] + r[n] // 10
                           for n in ("classes", "functions", "longest_symbol") if n in r} for r in rows}
        LIMITS.write_text("{\n" + ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in limits.items()) + "\n}\n")
        return 0
    if arguments.check:
        return check(rows)
    results = ROOT / "build" / "results"
    results.mkdir(parents=True, exist_ok=True)
    (results / "compile.json").write_text("[\n" + ",\n".join(json.dumps(r) for r in rows) + "\n]\n")
    budgets(rows)
    return 0


sys.exit(main())
