#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Makes the small quantised models of these tests, with random numbers, and what TensorFlow Lite for
Microcontrollers computes with them. Needs tflite-micro, ai-edge-litert (its schema) and inlay-convert.

    python tests/quant/make_tiny.py          # writes tests/quant/tiny_*.{tflite,hpp} and tiny_golden.hpp
"""

import math
import sys
from pathlib import Path

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tools/convert"))
from inlay_convert import check, cli  # noqa: E402

CODE = schema.BuiltinOperator
INT8, INT32 = schema.TensorType.INT8, schema.TensorType.INT32
RELU, RELU6 = 1, 3


class Builder:
    def __init__(self, seed, idle=0.0, real=False):
        self.idle, self.real = idle, real  # real: the same network in floats
        self.quantization = {}
        self.random = np.random.default_rng(seed)
        self.model = schema.ModelT()
        self.model.version, self.model.operatorCodes, self.model.buffers = 3, [], [schema.BufferT()]
        self.graph = schema.SubGraphT()
        self.graph.tensors, self.graph.operators = [], []
        self.model.subgraphs = [self.graph]

    def tensor(self, name, shape, kind=INT8, scale=None, zero=None, data=None, axis=0):
        t = schema.TensorT()
        if scale is not None:
            self.quantization[len(self.graph.tensors)] = float(np.ravel(np.float32(scale))[0]), int(zero or 0)
        if scale is not None and self.real:
            if data is not None:
                along = [-1 if i == axis and np.size(scale) > 1 else 1 for i in range(len(shape))]
                data = np.float32(data * np.reshape(scale, along))
            kind, scale = schema.TensorType.FLOAT32, None
        t.name, t.shape, t.type = name, list(shape), kind
        if data is not None:
            b = schema.BufferT()
            b.data = np.frombuffer(data.tobytes(), np.uint8)
            self.model.buffers.append(b)
            t.buffer = len(self.model.buffers) - 1
        else:
            t.buffer = 0
        if scale is not None:
            t.quantization = schema.QuantizationParametersT()
            t.quantization.scale = np.atleast_1d(np.float32(scale))
            t.quantization.zeroPoint = np.atleast_1d(np.int64(0 if zero is None else zero))
            if t.quantization.zeroPoint.size != t.quantization.scale.size:
                t.quantization.zeroPoint = np.zeros(t.quantization.scale.size, np.int64)
            t.quantization.quantizedDimension = axis
        self.graph.tensors.append(t)
        return len(self.graph.tensors) - 1

    def scale(self, t):
        return self.quantization[t][0]

    def zero(self, t):
        return self.quantization[t][1]

    def shape(self, t):
        return self.graph.tensors[t].shape

    def op(self, code, inputs, output, options_type=0, options=None):
        for i, c in enumerate(self.model.operatorCodes):
            if c.builtinCode == code:
                break
        else:
            c = schema.OperatorCodeT()
            c.builtinCode, c.deprecatedBuiltinCode, c.version = code, min(code, 127), 1
            self.model.operatorCodes.append(c)
            i = len(self.model.operatorCodes) - 1
        o = schema.OperatorT()
        o.opcodeIndex, o.inputs, o.outputs = i, inputs, [output]
        o.builtinOptionsType, o.builtinOptions = options_type, options
        self.graph.operators.append(o)
        return output

    def input(self, shape):
        return self.tensor("input", [1, *shape], scale=0.01, zero=self.random.integers(-40, 40))

    def like(self, name, x, shape):
        return self.tensor(name, shape, scale=self.scale(x), zero=self.zero(x))

    def result(self, name, shape, deviation, activation):
        """A result with that deviation of its real values: the range is three of them."""
        if activation == RELU6:
            return self.tensor(name, shape, scale=np.float32(min(6, 2.5 * deviation) / 255), zero=-128)
        zero = -128 if activation else int(self.random.integers(-30, 30))
        return self.tensor(name, shape, scale=deviation * (2.5 if activation else 3) / (255 if activation else 127), zero=zero)

    def weighted(self, x, name, shape, axis, outputs, taps, activation, per_channel=True):
        w = self.random.integers(-127, 128, shape, dtype=np.int8)
        idle = self.random.permutation(outputs)[:int(outputs * self.idle)]  # filters of zeros
        np.moveaxis(w, axis, 0)[idle] = 0
        ws = np.float32(self.random.uniform(0.5, 2.0, outputs if per_channel else 1) / (73 * math.sqrt(taps)))
        bias = self.random.integers(-3000, 3000, outputs, dtype=np.int32)
        bias[idle[::2]] = -3000 if activation else 0
        weight = self.tensor(f"tiny/{name}", shape, scale=ws, data=w, axis=axis)
        b = self.tensor(f"tiny/{name}/bias", [outputs], INT32, np.float32(self.scale(x)) * ws, data=bias)
        return [x, weight, b], 73 * self.scale(x) * 1.25

    @staticmethod
    def extent(n, kernel, stride, same):
        return -(-n // stride) if same else (n - kernel) // stride + 1

    def conv(self, x, filters, kernel, stride=(1, 1), same=True, activation=0, depthwise=False, dilation=1, multiplier=1):
        _, h, w, c = self.shape(x)
        o = schema.DepthwiseConv2DOptionsT() if depthwise else schema.Conv2DOptionsT()
        o.padding, o.strideH, o.strideW = 0 if same else 1, *stride
        o.fusedActivationFunction, o.dilationHFactor, o.dilationWFactor = activation, dilation, dilation
        if depthwise:
            o.depthMultiplier, filters = multiplier, c * multiplier
        shape = [1, *kernel, filters] if depthwise else [filters, *kernel, c]
        taps = kernel[0] * kernel[1] * (1 if depthwise else c)
        count = len(self.graph.operators)
        kind = "depthwise" if depthwise else "Conv2D"
        inputs, deviation = self.weighted(x, f"conv{count}/{kind}", shape, 3 if depthwise else 0, filters, taps, activation)
        reach = [(k - 1) * dilation + 1 for k in kernel]
        out = [1, self.extent(h, reach[0], stride[0], same), self.extent(w, reach[1], stride[1], same), filters]
        y = self.result(f"y{count}", out, deviation, activation)
        if depthwise:
            return self.op(CODE.DEPTHWISE_CONV_2D, inputs, y, schema.BuiltinOptions.DepthwiseConv2DOptions, o)
        return self.op(CODE.CONV_2D, inputs, y, schema.BuiltinOptions.Conv2DOptions, o)

    def dense(self, x, units, activation=0, per_channel=False):
        n, count = math.prod(self.shape(x)), len(self.graph.operators)
        o = schema.FullyConnectedOptionsT()
        o.fusedActivationFunction = activation
        inputs, deviation = self.weighted(x, f"dense{count}/MatMul", [units, n], 0, units, n, activation, per_channel)
        y = self.result(f"y{count}", [1, units], deviation, activation)
        return self.op(CODE.FULLY_CONNECTED, inputs, y, schema.BuiltinOptions.FullyConnectedOptions, o)

    def pool(self, x, code, kernel, stride, same):
        _, h, w, c = self.shape(x)
        o = schema.Pool2DOptionsT()
        o.padding, o.strideH, o.strideW, o.filterHeight, o.filterWidth = 0 if same else 1, *stride, *kernel
        out = [1, self.extent(h, kernel[0], stride[0], same), self.extent(w, kernel[1], stride[1], same), c]
        return self.op(code, [x], self.like("pooled", x, out), schema.BuiltinOptions.Pool2DOptions, o)

    def add(self, a, b, activation=0):
        o = schema.AddOptionsT()
        o.fusedActivationFunction, o.potScaleInt16 = activation, True
        y = self.result("sum", self.shape(a), 70 * math.hypot(self.scale(a), self.scale(b)), activation)
        return self.op(CODE.ADD, [a, b], y, schema.BuiltinOptions.AddOptions, o)

    def binary(self, code, a, b, activation=0):
        """Sums, differences, products; the shorter one is repeated."""
        kind = {CODE.ADD: "Add", CODE.SUB: "Sub", CODE.MUL: "Mul"}[code]
        o = getattr(schema, kind + "OptionsT")()
        o.fusedActivationFunction = activation
        shape = max(self.shape(a), self.shape(b), key=lambda s: (math.prod(s), len(s)))
        spread = 70 * self.scale(a) * 70 * self.scale(b) if code == CODE.MUL else 70 * math.hypot(self.scale(a), self.scale(b))
        y = self.result(kind.lower(), shape, spread, activation)
        return self.op(code, [a, b], y, getattr(schema.BuiltinOptions, kind + "Options"), o)

    def mean(self, x, keep=False):
        """Of height and width."""
        _, h, w, c = self.shape(x)
        axes = self.tensor("axes", [2], INT32, data=np.array([1, 2], np.int32))
        o = schema.ReducerOptionsT()
        o.keepDims = keep
        zero = int(self.random.integers(-60, 60))
        y = self.tensor("mean", [1, 1, 1, c] if keep else [1, c], scale=self.scale(x) * self.random.uniform(0.2, 1.1), zero=zero)
        return self.op(CODE.MEAN, [x, axes], y, schema.BuiltinOptions.ReducerOptions, o)

    def concat(self, a, b):
        o = schema.ConcatenationOptionsT()
        o.axis = 3
        shape = [*self.shape(a)[:3], self.shape(a)[3] + self.shape(b)[3]]
        return self.op(CODE.CONCATENATION, [a, b], self.like("joined", a, shape), schema.BuiltinOptions.ConcatenationOptions, o)

    def pad(self, x, v, h):
        p = self.tensor("paddings", [4, 2], INT32, data=np.array([[0, 0], [v, v], [h, h], [0, 0]], np.int32))
        _, height, width, c = self.shape(x)
        y = self.like("padded", x, [1, height + 2 * v, width + 2 * h, c])
        return self.op(CODE.PAD, [x, p], y, schema.BuiltinOptions.PadOptions, schema.PadOptionsT())

    def flatten(self, x):
        n = math.prod(self.shape(x))
        return self.op(CODE.RESHAPE, [x], self.like("flat", x, [1, n]), schema.BuiltinOptions.ReshapeOptions, self.reshape_to(n))

    @staticmethod
    def reshape_to(n):
        o = schema.ReshapeOptionsT()
        o.newShape = [1, n]
        return o

    def unit(self, x, code, scale, zero):
        y = self.tensor("unit", self.shape(x), scale=scale, zero=zero)
        if code == CODE.SOFTMAX:
            o = schema.SoftmaxOptionsT()
            o.beta = 1.0
            return self.op(code, [x], y, schema.BuiltinOptions.SoftmaxOptions, o)
        return self.op(code, [x], y)

    def finish(self, inputs, outputs):
        self.graph.inputs, self.graph.outputs = inputs, outputs
        b = flatbuffers.Builder(1 << 16)
        b.Finish(self.model.Pack(b), b"TFL3")
        return bytes(b.Output())


def chain():
    b = Builder(1)
    x = t = b.input([9, 7, 3])
    t = b.conv(t, 6, (3, 3), (2, 2), activation=RELU)                       # 27 taps
    t = b.conv(t, 0, (3, 3), depthwise=True, activation=RELU6)              # 6 channels
    t = b.conv(t, 8, (1, 1), activation=RELU)
    t = b.conv(t, 8, (2, 3), same=False)
    t = b.pool(t, CODE.AVERAGE_POOL_2D, (2, 2), (1, 1), same=True)
    t = b.dense(b.flatten(t), 11, RELU)
    t = b.dense(t, 10, per_channel=True)
    return b.finish([x], [b.unit(t, CODE.SOFTMAX, 1 / 256, -128)])


def dag(real=False):
    b = Builder(2, real=real)
    x = b.input([8, 6, 5])
    a = b.conv(x, 12, (3, 3), activation=RELU)
    c = b.conv(a, 0, (3, 2), depthwise=True, dilation=2)
    c = b.conv(c, 12, (1, 1))
    s = b.add(a, c, RELU)
    p = b.pool(s, CODE.MAX_POOL_2D, (3, 3), (2, 2), same=True)
    q = b.pool(s, CODE.AVERAGE_POOL_2D, (2, 2), (2, 2), same=False)
    t = b.pad(b.concat(p, q), 1, 2)
    t = b.conv(t, 0, (3, 3), (2, 2), same=False, depthwise=True)
    t = b.conv(t, 7, (1, 1))
    u = b.unit(b.dense(b.flatten(t), 9), CODE.LOGISTIC, 1 / 256, -128)
    v = b.unit(b.dense(u, 5), CODE.TANH, 1 / 128, 0)
    return b.finish([x], [v])



def idle():
    """Half of all filters are zeros; some of them store the zero point, some another number."""
    b = Builder(4, idle=0.5)
    x = t = b.input([10, 9, 3])
    t = b.conv(t, 16, (3, 3), (2, 2), activation=RELU)
    t = b.conv(t, 0, (3, 3), depthwise=True, activation=RELU)
    t = b.conv(t, 24, (1, 1), activation=RELU)
    t = b.conv(t, 0, (3, 3), (2, 2), depthwise=True)
    t = b.conv(t, 20, (1, 1))
    t = b.conv(t, 24, (2, 2), same=False, activation=RELU6)
    t = b.pool(t, CODE.MAX_POOL_2D, (2, 2), (1, 1), same=False)
    b.idle = 0
    t = b.dense(b.flatten(t), 6)
    return b.finish([x], [b.unit(t, CODE.SOFTMAX, 1 / 256, -128)])


def mixed(real=False):
    """Several filters a channel, squeeze and excitation, means, differences, sums of unlike shapes."""
    b = Builder(6, real=real)
    x = b.input([7, 5, 3])
    a = b.conv(x, 0, (3, 3), depthwise=True, multiplier=4, activation=RELU)
    s = b.conv(b.mean(a, keep=True), 12, (1, 1))
    a = b.binary(CODE.MUL, a, b.unit(s, CODE.LOGISTIC, 1 / 256, -128))
    c = b.conv(a, 12, (1, 1), activation=RELU6)
    d = b.binary(CODE.SUB, c, a)
    e = b.binary(CODE.ADD, b.dense(b.mean(d), 12), d, RELU)
    t = b.binary(CODE.SUB, b.mean(e), b.dense(b.mean(c), 12))
    return b.finish([x], [b.unit(b.dense(t, 7), CODE.SOFTMAX, 1 / 256, -128)])


def one_channel():
    """Several filters on one channel: a convolution."""
    b = Builder(7)
    x = b.input([11, 6, 1])
    t = b.conv(x, 0, (4, 3), (2, 1), depthwise=True, multiplier=6, activation=RELU)
    t = b.conv(t, 0, (2, 2), same=False, depthwise=True, multiplier=2, dilation=2)
    return b.finish([x], [b.binary(CODE.MUL, t, t)])


def main():
    random = np.random.default_rng(3)
    text = ["// SPDX-FileCopyrightText: The inlay authors", "// SPDX-License-Identifier: BSL-1.0",
            "// Made by make_tiny.py: inputs, and what TensorFlow Lite for Microcontrollers gives for them.",
            "#pragma once", "", "namespace golden {", ""]
    for name, data in (("tiny_chain", chain()), ("tiny_dag", dag()), ("tiny_idle", idle()),
                       ("tiny_mixed", mixed()), ("tiny_one_channel", one_channel())):
        path = HERE / f"{name}.tflite"
        path.write_bytes(data)
        graph = cli.convert(path, HERE / f"{name}.hpp")
        x = random.integers(-128, 128, (20, math.prod(graph.tensors[graph.inputs[0]].shape)), dtype=np.int8)
        y = check.run_tflm(path, x)
        for part, rows in (("inputs", x), ("outputs", y)):
            text.append(f"inline constexpr signed char {name}_{part}[{len(rows)}][{rows.shape[1]}] = {{")
            text += ["    {" + ", ".join(map(str, r)) + "}," for r in rows] + ["};"]
        print(name, len(data), "bytes; outputs", np.unique(y).size, "different values")
    (HERE / "tiny_golden.hpp").write_text("\n".join(text + ["", "}  // namespace golden", ""]))
    floats(random)


def floats(random):
    """Two of the networks in floats, and what LiteRT gives for them, into tests/convert."""
    folder = HERE.parent / "convert"
    text = ["// SPDX-FileCopyrightText: The inlay authors", "// SPDX-License-Identifier: BSL-1.0",
            "// Made by tests/quant/make_tiny.py: inputs, and what LiteRT gives for them.",
            "#pragma once", "", "namespace golden {", ""]
    for name, data in (("float_dag", dag(real=True)), ("float_mixed", mixed(real=True))):
        path = folder / f"{name}.tflite"
        path.write_bytes(data)
        graph = cli.convert(path, folder / f"{name}.hpp")
        x = random.uniform(-1, 1, (5, math.prod(graph.tensors[graph.inputs[0]].shape))).astype(np.float32)
        y = check.run_litert(path, x)
        for part, rows in (("inputs", x), ("outputs", y)):
            text.append(f"inline constexpr float {name}_{part}[{len(rows)}][{rows.shape[1]}] = {{")
            text += ["    {" + ", ".join(f"{v:.9g}f" if "." in f"{v:.9g}" or "e" in f"{v:.9g}" else f"{v:.1f}f" for v in r) + "},"
                     for r in rows] + ["};"]
        print(name, len(data), "bytes; outputs", y.min(), "to", y.max())
    (folder / "float_golden.hpp").write_text("\n".join(text + ["", "}  // namespace golden", ""]))


if __name__ == "__main__":
    main()
