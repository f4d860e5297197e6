#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""MLPerf Tiny's int8 models on this machine beside LiteRT (XNNPACK) and OpenVINO: batch 1, one thread, by turns.

    bench/int8/run.py [--models kws,ic] [--flags "-O2 -march=native,-O2 -march=x86-64-v3"] [--turns 9]

Outputs are compared with TensorFlow Lite for Microcontrollers first (PyPI's tflite-micro; ours must equal it byte
for byte). Medians of CPU time; what a call of one addition costs through Python is taken off the peers' times.
A peer that is not installed, or cannot read a model, is left out and named. Writes build/results/int8.json.
"""

import argparse
import json
import os
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


class Ours:
    def __init__(self, name, flags, x):
        tag = WORK / f"{name}-{flags.replace(' ', '')}"
        files = [f"{tag}.in", f"{tag}.out"]
        x.tofile(files[0])
        subprocess.run([os.environ.get("CXX", "g++"), "-std=c++20", *flags.split(), f"-I{ROOT / 'include'}", f'-DHEADER="{WORK / name}.hpp"',
                        f"-DMODEL={name}_int8", str(ROOT / "bench/int8/time_model.cpp"), "-o", str(tag)], check=True)
        self.process = subprocess.Popen([str(tag), *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"
        self.y = np.fromfile(files[1], np.int8).reshape(len(x), -1)

    def time(self, calls):
        self.process.stdin.write(f"{calls}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.communicate()


class Peer:
    """By a function of the number of a row; `y` of all rows."""
    def __init__(self, call, rows, y):
        self.call, self.rows, self.y = call, rows, y

    def time(self, calls):
        start = time.thread_time()
        for k in range(calls):
            self.call(k % self.rows)
        return (time.thread_time() - start) / calls * 1e6

    def close(self):
        pass


def litert(path, x):
    from ai_edge_litert.interpreter import Interpreter
    net = Interpreter(str(path), num_threads=1)
    net.allocate_tensors()
    into, out = net.get_input_details()[0], net.get_output_details()[0]["index"]
    view, rows = net.tensor(into["index"]), x.reshape(-1, *into["shape"])

    def call(k):
        view()[...] = rows[k]
        net.invoke()

    def result(k):
        call(k)
        return net.get_tensor(out).reshape(-1).copy()
    return Peer(call, len(x), np.array([result(k) for k in range(len(x))]))


def openvino(path, x):
    import openvino as ov
    core = ov.Core()
    model = core.read_model(str(path))
    model.reshape([d.get_length() if d.is_static else 1 for d in model.input().partial_shape])  # the batch
    net = core.compile_model(model, "CPU", {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY"})
    request = net.create_infer_request()
    view = request.get_input_tensor().data
    rows = x.reshape(-1, *view.shape)

    def call(k):
        view[...] = rows[k]
        request.infer()

    def result(k):
        call(k)
        return np.array(request.get_output_tensor().data).reshape(-1)
    return Peer(call, len(x), np.array([result(k) for k in range(len(x))]))


PEERS = {"LiteRT": litert, "OpenVINO": openvino}


def main():
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
        who = {f"inlay {flags}": Ours(name, flags, x) for flags in options.flags.split(",")}
        for flags, ours in who.items():
            if not np.array_equal(ours.y, expected):
                print(f"{name}: {flags}: other bytes than tflite-micro")
                bad += 1
        for peer, make in PEERS.items():
            try:
                who[peer] = make(path, x)
            except Exception as e:  # not installed, or an operation that it lacks
                print(f"{name}: no {peer}: {str(e).splitlines()[0][:100]}")
        times = {n: [] for n in who}
        calls = {n: max(5, int(20000 / w.time(5))) for n, w in who.items()}  # 20 ms a turn
        for _ in range(options.turns):
            for n, w in who.items():
                times[n].append(w.time(calls[n]))
        median = {n: statistics.median(t) for n, t in times.items()}
        best = min((median[p] for p in PEERS if p in median), default=float("nan"))
        for n, w in who.items():
            w.close()
            equal = int((w.y == expected).all(1).sum()) if w.y.dtype == np.int8 else 0
            print(f"{name:5} {n:32} {median[n]:9.2f} us {median[n] / best:6.2f} of the best peer   {equal} of {len(x)} rows as tflite-micro", flush=True)
            results.append({"model": name, "who": n, "microseconds": median[n], "rows": len(x), "rows_equal": equal})
    (ROOT / "build/results").mkdir(parents=True, exist_ok=True)
    cli.write_whole(ROOT / "build/results/int8.json", lambda path: Path(path).write_text(json.dumps(results, indent=1) + "\n"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
