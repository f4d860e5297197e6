#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""MLPerf Tiny's int8 models on this machine beside LiteRT (XNNPACK), ONNX Runtime and OpenVINO: batch 1, one thread, by turns.

    bench/int8/run.py [--models kws,ic] [--flags "-O2 -march=native,-O2 -march=x86-64-v3"] [--turns 9]

Beside -march=x86-64-v3 the peers are held to AVX2, too (bench/held_to_avx2), and instructions of AVX-512 in a call are
counted. Outputs are compared with TensorFlow Lite for Microcontrollers first (PyPI's tflite-micro; ours must equal it byte
for byte). Medians of CPU time. Each contender is a process: it answers each number of calls with the microseconds of one.
A peer that is not installed, or cannot read a model, is left out and named. Writes build/results/int8.json.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build/int8"
sys.path[:0] = [str(ROOT / "tools/convert"), str(ROOT / "tests/mcu")]
from inlay_convert import check, cli  # noqa: E402
import run as mcu  # noqa: E402


class Contender:
    """A process that computes all rows of a file, writes the results to another, says "ready", and takes questions."""
    def __init__(self, tag, command, x, environment=None):
        self.tag = tag
        x.tofile(f"{tag}.in")
        self.process = subprocess.Popen([*command, f"{tag}.in", f"{tag}.out"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env=environment)
        answer = self.process.stdout.readline().strip()
        if answer != "ready":
            self.process.wait()
            raise RuntimeError(answer or "the process ended")
        self.y = np.fromfile(f"{tag}.out", np.int8).reshape(len(x), -1)

    def ask(self, question):
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def time(self, calls):
        return float(self.ask(calls))

    def avx512(self):
        """Instructions of AVX-512 in a call, where the process is held to AVX2."""
        counts = Path(f"{self.tag}.counts")
        counts.unlink(missing_ok=True)
        self.ask("count")
        return int(counts.read_text().split()[2])

    def close(self):
        self.process.communicate()


def is_avx2(flags):
    return "x86-64-v3" in flags


def ours(name, flags, x):
    tag = WORK / f"{name}-{flags.replace(' ', '')}"
    subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", *flags.split(), f"-I{ROOT / 'include'}", f'-DHEADER="{WORK / name}.hpp"',
                    f"-DMODEL={name}_int8", str(ROOT / "bench/int8/time_model.cpp"), "-o", str(tag)], check=True)
    return Contender(tag, [str(tag)], x)


def peer(who, name, path, flags, x):
    tag = WORK / f"{name}-{who.replace(' ', '')}-{'avx2' if is_avx2(flags) else 'native'}"
    command = [sys.executable, __file__, "--peer", who, str(path)]
    if is_avx2(flags):
        command = [str(ROOT / "bench/held_to_avx2/run.sh"), str(ROOT / "build"), *command]
    return Contender(tag, command, x, os.environ | {"HELD_TO_AVX2_COUNTS": f"{tag}.counts"})


# --- in the peers' processes: functions that give the rows as they want them, call(row) and result() ----

def litert(path, x):
    from ai_edge_litert.interpreter import Interpreter
    net = Interpreter(str(path), num_threads=1)
    net.allocate_tensors()
    into, out = net.get_input_details()[0], net.get_output_details()[0]["index"]
    view = net.tensor(into["index"])

    def call(row):
        view()[...] = row
        net.invoke()
    return x.reshape(-1, *into["shape"]), call, lambda: net.get_tensor(out)


def onnxruntime(path, rows):
    """Its model is written anew, with values of 0...255 (to_onnx.py)."""
    import onnxruntime as ort
    import to_onnx
    model = WORK / f"{path.stem}-{os.getpid()}.onnx"
    to_onnx.write(cli.read(path), model)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if "LD_AUDIT" in os.environ:  # AVX2's products of bytes saturate: 9 of KWS's 20 rows got another top-1
        options.add_session_config_entry("session.x64quantprecision", "1")
    net = ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    model.unlink()
    shapes = [t.shape for t in (net.get_inputs()[0], net.get_outputs()[0])]
    x, y = np.zeros(shapes[0], np.uint8), np.zeros(shapes[1], np.uint8)
    binding = net.io_binding()
    binding.bind_input("x", "cpu", 0, np.uint8, x.shape, x.ctypes.data)
    binding.bind_output("y", "cpu", 0, np.uint8, y.shape, y.ctypes.data)

    def call(row):
        x[...] = row
        net.run_with_iobinding(binding)
    return rows.view(np.uint8).reshape(-1, *x.shape) ^ 128, call, lambda: y ^ 128


def openvino(path, x):
    import openvino as ov
    core = ov.Core()
    model = core.read_model(str(path))
    model.reshape([d.get_length() if d.is_static else 1 for d in model.input().partial_shape])  # the batch
    net = core.compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY"})
    request = net.create_infer_request()
    view = request.get_input_tensor().data

    def call(row):
        view[...] = row
        request.infer()
    return x.reshape(-1, *view.shape), call, lambda: np.array(request.get_output_tensor().data)


PEERS = {"LiteRT": litert, "ONNX Runtime": onnxruntime, "OpenVINO": openvino}


def serve(who, path, inputs, outputs):
    """What time_model.cpp does, for a peer."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # libraries that print do not disturb the answers
    try:
        rows, call, result = PEERS[who](Path(path), np.fromfile(inputs, np.int8))
        with open(outputs, "wb") as out:
            for row in rows:
                call(row)
                out.write(np.asarray(result()).astype(np.int8, casting="unsafe").tobytes())
    except Exception as e:  # not installed, or an operation that it lacks
        answers.write((str(e) or repr(e)).splitlines()[0][:100] + "\n")
        return
    answers.write("ready\n")
    for line in sys.stdin:
        if line.strip() == "count":
            signal.raise_signal(signal.SIGUSR2)
            call(rows[0])
            signal.raise_signal(signal.SIGUSR2)
            answers.write("counted\n")
            continue
        calls, start = int(line), time.thread_time()
        for k in range(calls):
            call(rows[k % len(rows)])
        answers.write(f"{(time.thread_time() - start) / calls * 1e6:.4f}\n")


def measure(who, turns):
    """The median of each."""
    times = {n: [] for n in who}
    calls = {n: max(5, int(20000 / w.time(5))) for n, w in who.items()}  # 20 ms a turn
    for _ in range(turns):
        for n, w in who.items():
            times[n].append(w.time(calls[n]))
    return {n: statistics.median(t) for n, t in times.items()}


def main():
    if sys.argv[1:2] == ["--peer"]:
        return serve(*sys.argv[2:])
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", default="ad,kws,ic,vww")
    parser.add_argument("--flags", default="-O2 -march=native,-O2 -march=x86-64-v3")
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("MLPERF_TINY", ROOT / "../shared/models/mlperf_tiny")))
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    results, bad = [], 0
    for name in options.models.split(","):
        if name not in mcu.FILES:
            parser.error(f"model {name}: expected one of {', '.join(mcu.FILES)}")
        path = (options.folder / f"{mcu.FILES[name]}.tflite").resolve()
        graph = cli.convert(path, WORK / f"{name}.hpp", name)
        x = mcu.inputs_of(name, path, int(np.prod(graph.tensors[graph.inputs[0]].shape)), 20)
        expected = check.run_tflm(path, x)
        for flags in options.flags.split(","):
            who = {"inlay": ours(name, flags, x)}
            if not np.array_equal(who["inlay"].y, expected):
                print(f"{name}: {flags}: other bytes than tflite-micro")
                bad += 1
            for p in PEERS:
                try:
                    who[p] = peer(p, name, path, flags, x)
                except RuntimeError as e:
                    print(f"{name}: no {p}: {e}")
            measured = measure(who, options.turns)
            best = min((measured[p] for p in PEERS if p in measured), default=float("nan"))
            for n, w in who.items():
                of_avx512 = w.avx512() if is_avx2(flags) and n != "inlay" else 0
                w.close()
                difference = np.abs(w.y.astype(int) - expected)
                equal = int((difference == 0).all(1).sum())
                print(f"{name:5} {flags:22} {n:13} {measured[n]:9.2f} us {measured[n] / best:6.2f} of the best peer   {equal} of {len(x)} rows as "
                      f"tflite-micro, others by up to {difference.max()}{f'   NOT HELD: {of_avx512} instructions of AVX-512' if of_avx512 else ''}", flush=True)
                results.append({"model": name, "flags": flags, "who": n, "microseconds": measured[n], "of_best_peer": measured[n] / best,
                                "rows": len(x), "rows_equal": equal, "largest_difference": int(difference.max()), "avx512_instructions": of_avx512})
    (ROOT / "build/results").mkdir(parents=True, exist_ok=True)
    cli.write_whole(ROOT / "build/results/int8.json", lambda path: Path(path).write_text(json.dumps(results, indent=1) + "\n"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
