# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Builds a header, runs it on given inputs, compares with the interpreters of TensorFlow Lite."""

import importlib.util
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from .graph import ConvertError

PROGRAM = """
#include "{header}"
#include <cstdio>
static inlay::frozen<{name}_int8> net;
static signed char x[net.input_size<0>], y[net.output_size<0>];
int main() {{
    while (std::fread(x, 1, sizeof x, stdin) == sizeof x) {{
        net(x, y);
        std::fwrite(y, 1, sizeof y, stdout);
    }}
}}
"""


FLOAT_PROGRAM = """
#include "{header}"
#include <cstdio>
static const inlay::deployed<{name}> net{{inlay::model<{name}>{{{name}_parameters}}}};
static float x[inlay::input_shape<{name}>.size()], y[inlay::output_shape<{name}>.size()];
alignas(64) static unsigned char scratch[net.arena_bytes(1) + 64];
int main() {{
    while (std::fread(x, 1, sizeof x, stdin) == sizeof x) {{
        net.predict(x, y, 1, scratch);
        std::fwrite(y, 1, sizeof y, stdout);
    }}
}}
"""
FLOAT_TOLERANCE = 1e-4  # of the largest output


def run_header(header, name, inputs, include, compiler="g++", flags=("-O2",)):
    """The outputs of a header's network for rows of inputs, int8 or float32."""
    is_float = inputs.dtype == np.float32
    with tempfile.TemporaryDirectory() as folder:
        source, program = Path(folder, "run.cpp"), Path(folder, "run")
        source.write_text((FLOAT_PROGRAM if is_float else PROGRAM).format(header=Path(header).resolve(), name=name))
        command = [compiler, "-std=c++20", *flags, "-I", str(include), str(source), "-o", str(program)]
        built = subprocess.run(command, capture_output=True, text=True)
        if built.returncode != 0:
            raise ConvertError(f"{compiler} refuses the header:\n{built.stderr[:4000]}")
        out = subprocess.run([str(program)], input=inputs.tobytes(), capture_output=True, check=True).stdout
    return np.frombuffer(out, inputs.dtype).reshape(len(inputs), -1)


def run_tflm(model, inputs):
    from tflite_micro import runtime
    interpreter = runtime.Interpreter.from_file(str(model))
    shape = interpreter.get_input_details(0)["shape"]
    rows = []
    for x in inputs:
        interpreter.set_input(x.reshape(shape), 0)
        interpreter.invoke()
        rows.append(np.array(interpreter.get_output(0), np.int8).ravel())
    return np.stack(rows)


def run_litert(model, inputs, resolver="BUILTIN_WITHOUT_DEFAULT_DELEGATES"):
    from ai_edge_litert.interpreter import Interpreter, OpResolverType
    interpreter = Interpreter(str(model), experimental_op_resolver_type=OpResolverType[resolver])
    interpreter.allocate_tensors()
    i, o = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    rows = []
    for x in inputs:
        interpreter.set_tensor(i["index"], x.reshape(i["shape"]))
        interpreter.invoke()
        rows.append(interpreter.get_tensor(o["index"]).ravel().copy())
    return np.stack(rows)


def compare(name, ours, theirs):
    """One line: rows that differ, the largest step, first places that differ; and whether all is equal."""
    difference = np.abs(ours.astype(int) - theirs.astype(int))
    rows = int((difference.max(axis=1) > 0).sum())
    top = int((ours.argmax(1) != theirs.argmax(1)).sum())
    print(f"{name}: {rows} of {len(ours)} rows differ, by at most {int(difference.max())}; top-1 differs in {top}")
    return rows == 0


def compare_floats(name, ours, theirs):
    largest, difference = float(np.abs(theirs).max()), float(np.abs(ours - theirs).max())
    top = int((ours.argmax(1) != theirs.argmax(1)).sum())
    print(f"{name}: {len(ours)} rows differ by at most {difference:.3g}, the largest output {largest:.3g}; top-1 differs in {top}")
    return difference <= FLOAT_TOLERANCE * largest


def run(options, graph):
    include = options.include or Path(__file__).resolve().parents[3] / "include"
    if not Path(include, "inlay/quant.hpp").exists():
        raise ConvertError("--check needs --include, the folder of the inlay headers")
    needed = "ai_edge_litert" if graph.dtype == "float32" else "tflite_micro"
    if importlib.util.find_spec(needed) is None:
        raise ConvertError(f"--check needs the package {needed.replace('_', '-')}, which is not installed")
    inputs = np.load(options.check, allow_pickle=False)
    size = int(np.prod(graph.tensors[graph.inputs[0]].shape))
    if inputs.dtype != graph.dtype or inputs.size == 0 or inputs.size % size:
        raise ConvertError(f"{options.check}: {graph.dtype} rows of {size} expected, found {inputs.dtype} {inputs.shape}")
    if len(graph.inputs) != 1 or len(graph.outputs) != 1:
        raise ConvertError("--check runs networks of one input and one output")
    inputs = inputs.reshape(-1, size)
    ours = run_header(options.output, graph.name, inputs, include, options.compiler)
    if graph.dtype == "float32":
        return 0 if compare_floats("LiteRT", ours, run_litert(options.model, inputs)) else 1
    equal = compare("TensorFlow Lite for Microcontrollers", ours, run_tflm(options.model, inputs))
    try:
        compare("LiteRT", ours, run_litert(options.model, inputs))
    except ImportError:
        print("LiteRT: not installed (ai-edge-litert)")
    return 0 if equal else 1
