#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""The int8 models of MLPerf Tiny on this machine, with the inputs that come with them and 200 random ones each: all bytes
must be those of TensorFlow Lite for Microcontrollers; how far LiteRT's are is reported, by each of its ways to compute.

    python tests/convert/mlperf_tiny.py [FOLDER]         # of the .tflite files; or MLPERF_TINY
"""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools/convert"), str(ROOT / "tests/mcu")]
from inlay_convert import check, cli  # noqa: E402
from run import FILES  # noqa: E402

RANDOM = 200


def given(name, folder, graph, size):
    """The inputs that come with a model."""
    if name == "kws":
        return np.fromfile(folder / "kws01_inputs_i8_1000x49x10.bin", np.int8).reshape(-1, size)
    if name == "ad":  # windows of five frames, one after another
        frames = np.fromfile(folder / "ad01_normal_id_01_00000000_hist_librosa_f32.bin", "<f4").reshape(-1, 128)
        x = np.stack([frames[i:i + 5].ravel() for i in range(len(frames) - 4)])
        t = graph.tensors[graph.inputs[0]]
        return np.clip(np.round(x / t.scale[0]) + t.zero_point[0], -128, 127).astype(np.int8)
    return np.zeros((0, size), np.int8)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MLPERF_TINY", ROOT / "../shared/models/mlperf_tiny"))
    bad = 0
    print(f"{'model':5} {'rows':>5} {'TFLM':>5}   LiteRT: rows that differ, largest difference, other top-1")
    print(f"{'':5} {'':5} {'equal':>5}   {'reference kernels':>22} {'built-in kernels':>22} {'XNNPACK':>22}")
    for name, file in FILES.items():
        path = folder / f"{file}.tflite"
        if not path.exists():
            continue
        with tempfile.TemporaryDirectory() as work:
            header = Path(work, "model.hpp")
            graph = cli.convert(path, header, name)
            size = int(np.prod(graph.tensors[graph.inputs[0]].shape))
            x = np.concatenate([given(name, folder, graph, size),
                                np.random.default_rng(17).integers(-128, 128, (RANDOM, size), dtype=np.int8)])
            ours = check.run_header(header, name, x, ROOT / "include")
        equal = int((ours == check.run_tflm(path, x)).all(1).sum())
        bad += equal != len(x)
        far = []
        for resolver in ("BUILTIN_REF", "BUILTIN_WITHOUT_DEFAULT_DELEGATES", "AUTO"):
            y = check.run_litert(path, x, resolver)
            d = np.abs(ours.astype(int) - y).max(1)
            far.append(f"{int((d > 0).sum()):>10} {int(d.max()):>5} {int((ours.argmax(1) != y.argmax(1)).sum()):>5}")
        print(f"{name:5} {len(x):>5} {equal:>5}   " + " ".join(far), flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
