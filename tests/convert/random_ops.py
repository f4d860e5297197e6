#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Small networks of random shapes, one or two operations each, against TensorFlow Lite for Microcontrollers: all bytes
must be equal. Needs tflite-micro and ai-edge-litert (its schema).

    python tests/convert/random_ops.py [NETWORKS] [SEED] [COMPILER]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools/convert"), str(ROOT / "tests/quant")]
from inlay_convert import check, cli  # noqa: E402
from make_tiny import CODE, RELU, RELU6, Builder  # noqa: E402

ROWS = 30
SIZES = (1, 2, 3, 5, 7, 8, 9, 13, 16, 17)


def network(kind, seed):
    """A model of that kind, of random extents."""
    b = Builder(seed)
    pick = lambda choices: choices[b.random.integers(len(choices))]
    h, w, c = pick(SIZES), pick(SIZES), pick(SIZES)
    activation = pick((0, RELU, RELU6))
    x = b.input([h, w, c])
    if kind == "mean":
        y = b.mean(x, keep=bool(seed % 2))
    elif kind == "multiplier":
        kernel, stride = (pick((1, 2, 3, 5)), pick((1, 3, 4))), (pick((1, 2, 3)), pick((1, 2)))
        same = bool(kernel[0] > h or kernel[1] > w or seed % 2)
        dilation = pick((1, 2)) if stride == (1, 1) and same else 1
        y = b.conv(x, 0, kernel, stride, same, activation, depthwise=True, multiplier=pick((2, 3, 4, 5, 8)), dilation=dilation)
    else:
        code = {"add": CODE.ADD, "sub": CODE.SUB, "mul": CODE.MUL}[kind]
        filters = pick(SIZES)
        if seed % 4 == 0:  # equal shapes
            p, q = b.conv(x, filters, (1, 1)), b.conv(x, filters, (3, 3), activation=RELU)
        elif seed % 4 == 1:  # [1, 1, 1, C]
            p, q = b.conv(x, filters, (1, 1)), b.conv(b.mean(x, keep=True), filters, (1, 1))
        elif seed % 4 == 2:  # [1, C]
            p, q = b.conv(x, filters, (1, 1)), b.dense(b.flatten(x), filters)
        else:  # one number
            p, q = b.conv(x, filters, (1, 1)), b.dense(b.flatten(x), 1)
        y = b.binary(code, *((p, q) if seed % 3 else (q, p)), activation)
    return b.finish([x], [y])


def main():
    count, seed = (int(a) for a in (sys.argv[1:3] + ["60", "1"][len(sys.argv) - 1:]))
    compiler = sys.argv[3].split() if len(sys.argv) > 3 else ["g++"]
    models, body = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for i in range(count):
            kind = ("mean", "multiplier", "add", "sub", "mul")[i % 5]
            model = folder / f"n{i}.tflite"
            model.write_bytes(network(kind, seed * 1000 + i))
            graph = cli.convert(model, folder / f"n{i}.hpp")
            size = int(np.prod(graph.tensors[graph.inputs[0]].shape))
            x = np.random.default_rng(seed * 1000 + i).integers(-128, 128, (ROWS, size), dtype=np.int8)
            models.append((kind, model, x))
            body += [f'#include "{folder}/n{i}.hpp"']
        body += ["#include <cstdio>", "template <class A> void run() {", "    static inlay::frozen<A> net;",
                 f"    for (int r = 0; r < {ROWS}; ++r) {{", "        static signed char x[net.template input_size<0>], y[net.template output_size<0>];",
                 "        if (std::fread(x, 1, sizeof x, stdin) != sizeof x) return;", "        net(x, y);",
                 "        std::fwrite(y, 1, sizeof y, stdout);", "    }", "}", "int main() {"]
        body += [f"    run<n{i}_int8>();" for i in range(count)] + ["}"]
        (folder / "run.cpp").write_text("\n".join(body) + "\n")
        subprocess.run([*compiler, "-std=c++20", "-O1", "-Wall", "-Wextra", f"-I{ROOT / 'include'}", str(folder / "run.cpp"),
                        "-o", str(folder / "run")], check=True)
        out = subprocess.run([str(folder / "run")], input=b"".join(x.tobytes() for _, _, x in models), capture_output=True,
                             check=True).stdout
        at, bad, equal = 0, 0, {}
        for kind, model, x in models:
            theirs = check.run_tflm(model, x)
            ours = np.frombuffer(out[at:at + theirs.size], np.int8).reshape(theirs.shape)
            at += theirs.size
            same = np.array_equal(ours, theirs)
            equal[kind] = equal.get(kind, 0) + same
            if not same:
                bad += 1
                print(f"{kind} {cli.read(model).tensors[0].shape}: {int((ours != theirs).any(1).sum())} of {ROWS} rows differ")
    print(f"{count} networks, {ROWS} rows each; equal:", ", ".join(f"{k} {n}" for k, n in equal.items()))
    return 1 if bad or at != len(out) else 0


if __name__ == "__main__":
    sys.exit(main())
