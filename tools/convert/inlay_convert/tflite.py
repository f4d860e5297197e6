# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Reads .tflite files (schema version 3): one subgraph, fixed shapes, all int8 or all float32."""

import math
import re

import numpy as np

from .builtin_names import CUSTOM, NAMES
from .flatbuffer import Buffer
from .graph import ConvertError, Graph, Op, Tensor, joined_shape

TYPES = {0: "float32", 2: "int32", 3: "uint8", 4: "int64", 7: "int16", 9: "int8"}
ACTIVATIONS = {0: "", 1: "relu", 3: "relu6"}

# Builtin codes of TensorFlow Lite's schema; each has a reader below.
ADD, AVERAGE_POOL, CONCAT, CONV, DEPTHWISE, DENSE, LOGISTIC, MAX_POOL, MUL, RESHAPE, SOFTMAX, TANH, PAD, MEAN, SUB = \
    0, 1, 2, 3, 4, 9, 14, 17, 18, 22, 25, 28, 34, 40, 41
INPUTS = {ADD: (2, 2), AVERAGE_POOL: (1, 1), CONCAT: (1, 6), CONV: (2, 3), DEPTHWISE: (2, 3), DENSE: (2, 3),
          LOGISTIC: (1, 1), MAX_POOL: (1, 1), RESHAPE: (1, 2), SOFTMAX: (1, 1), TANH: (1, 1), PAD: (2, 2), MUL: (2, 2),
          MEAN: (2, 2), SUB: (2, 2)}


def read(data, name="model"):
    if data[4:8] != b"TFL3":
        raise ConvertError(f"not a .tflite file: bytes 4 to 7 of {len(data)} are not TFL3")
    reader = _Reader(name)
    try:
        return reader.graph(data)
    except (IndexError, ValueError, OverflowError) as e:  # numbers that lead nowhere
        raise ConvertError(f"corrupt or truncated file: {reader.where}{reader.part}: {e}") from e


def _printable(text):
    return re.sub(r"[^ -\[\]-~]", "?", text)[:200]


class _Reader:
    def __init__(self, name):
        self.name = name
        self.tensors = {}
        self.new_tensors = []
        self.dtype = ""  # of values: what the first input has
        self.names = set()
        self.where, self.part = "model", ""  # what is being read

    def open(self, data):
        model = Buffer(data).root()
        if model.scalar(0, "I") != 3:
            raise ConvertError(f"schema version {model.scalar(0, 'I')}; 3 is known")
        self.where = "subgraphs"
        subgraphs = model.tables(2)
        if len(subgraphs) != 1:
            raise ConvertError(f"{len(subgraphs)} subgraphs; one is known")
        self.subgraph = subgraphs[0]
        self.where = "operator codes"
        self.codes = [(max(c.scalar(0, "b"), c.scalar(3, "i")), c) for c in model.tables(1)]
        self.where = "buffers"
        self.buffers = model.tables(4)
        self.where = "tensors"
        self.raw = self.subgraph.tables(0)
        self.where = "model"

    def fail(self, what):
        raise ConvertError(f"{self.where}: {what}")

    # --- tensors ----------------------------------------------------------------------------

    def tensor(self, i, constant=False):
        """The number of tensor i in the graph being made."""
        if not 0 <= i < len(self.raw):
            self.fail(f"tensor {i} of {len(self.raw)}")
        if i in self.tensors:
            if constant and self.new_tensors[self.tensors[i]].data is None:
                self.fail(f"tensor {i} '{self.new_tensors[self.tensors[i]].name}' is no constant")
            return self.tensors[i]
        self.part = f", tensor {i}"
        t = self.raw[i]
        where, name = f"tensor {i}", _printable(t.text(3))
        shape = t.numbers(0, "i")
        dtype = TYPES.get(t.scalar(1, "b"), f"type {t.scalar(1, 'b')}")
        q = t.table(4)
        scale = q.numbers(2, "f") if q else []
        zero = q.numbers(3, "q") if q else []
        if len(shape) > 5 or any(d < 1 for d in shape) or math.prod(shape) > 1 << 28:
            self.fail(f"{where} '{name}' has shape {shape}")
        if any(not (s > 0 and math.isfinite(s)) for s in scale) or any(not -2**31 <= z < 2**31 for z in zero):
            self.fail(f"{where} '{name}' has a scale that is no positive number")
        if len(zero) != len(scale):
            self.fail(f"{where} '{name}' has {len(scale)} scales and {len(zero)} zero points")
        data = None
        at = t.scalar(2, "I")
        if not 0 <= at < len(self.buffers):
            self.fail(f"{where} '{name}' lies in buffer {at} of {len(self.buffers)}")
        raw = self.buffers[at].bytes(0)
        if raw:
            if dtype not in ("int8", "int32", "float32", "int64"):
                self.fail(f"{where} '{name}' is {dtype}; int8 and float32 are known")
            kind = np.dtype(dtype)
            if len(raw) != math.prod(shape) * kind.itemsize:
                self.fail(f"{where} '{name}' {shape} needs {math.prod(shape) * kind.itemsize} bytes, has {len(raw)}")
            data = np.frombuffer(raw, kind.newbyteorder("<")).astype(kind).reshape(shape)
        elif constant:
            self.fail(f"{where} '{name}' is no constant")
        else:
            signature = t.numbers(7, "i")
            if any(d < 0 for d in signature[1:]):
                self.fail(f"{where} '{name}' has a dynamic shape {signature}")
            if not shape or shape[0] != 1 or len(shape) < 2:
                self.fail(f"{where} '{name}' has shape {shape}; a batch of 1 is known")
            if dtype not in ("int8", "float32"):
                self.fail(f"{where} '{name}' is {dtype}; int8 and float32 are known")
            if dtype != (self.dtype or dtype):
                self.fail(f"{where} '{name}' is {dtype} in a network of {self.dtype}")
            self.dtype = dtype
            if dtype == "float32":
                scale, zero = [], []
            elif len(scale) != 1 or not -128 <= zero[0] <= 127:
                self.fail(f"{where} '{name}' has {len(scale)} scales; one is known")
            shape = shape[1:]
        self.new_tensors.append(Tensor(name, shape, dtype, scale, zero, data))
        self.tensors[i] = len(self.new_tensors) - 1
        self.part = ""
        return self.tensors[i]

    def shape(self, number):
        return self.new_tensors[number].shape

    # --- operations -------------------------------------------------------------------------

    def kind_name(self, kind, code):
        """As TensorFlow Lite calls an operation."""
        if kind == CUSTOM:
            return f"CUSTOM '{_printable(code.text(1))}'"
        return NAMES[kind] if 0 <= kind < len(NAMES) else f"(builtin code {kind})"

    def unsupported(self, o):
        """Which operation, by the first value that it computes."""
        computed = ""
        for i in o.numbers(2, "i")[:1]:
            if 0 <= i < len(self.raw):
                computed = f"; it computes tensor {i} '{_printable(self.raw[i].text(3))}'"
        self.fail(f"unsupported operation{computed}")

    def graph(self, data):
        self.open(data)
        inputs = [self.tensor(i) for i in self.subgraph.numbers(1, "i")]
        if not 1 <= len(inputs) <= 4:
            self.fail(f"{len(inputs)} inputs")
        known, ops = set(inputs), []
        for position, o in enumerate(self.subgraph.tables(3)):
            code = o.scalar(0, "I")
            if code >= len(self.codes):
                raise ConvertError(f"op {position}: operator code {code} of {len(self.codes)}")
            kind = self.codes[code][0]
            self.where = f"op {position} {self.kind_name(*self.codes[code])}"
            if kind not in READERS:
                self.unsupported(o)
            numbers, outputs = o.numbers(1, "i"), o.numbers(2, "i")
            while numbers and numbers[-1] == -1:
                numbers.pop()
            least, most = INPUTS[kind]
            if not least <= len(numbers) <= most or len(outputs) != 1:
                self.fail(f"{len(numbers)} inputs and {len(outputs)} outputs")
            values = numbers if kind in (ADD, SUB, MUL, CONCAT) else numbers[:1]
            x = [self.tensor(i) for i in values]
            for i, v in zip(values, x):
                if self.new_tensors[v].data is not None:
                    self.fail(f"tensor {i} '{self.new_tensors[v].name}' is a constant; computed values are known")
                if v not in known:
                    self.fail(f"tensor {i} '{self.new_tensors[v].name}' is not computed before")
            constants = [self.tensor(i, constant=True) for i in numbers[len(values):]]
            y = self.tensor(outputs[0])
            if y in known or self.new_tensors[y].data is not None:
                self.fail(f"tensor {outputs[0]} is written twice")
            op = getattr(self, READERS[kind])(o.table(4), x, constants, y)
            known.add(y)
            if op:
                ops.append(op)
        self.where = "model"
        outputs = [self.tensor(i) for i in self.subgraph.numbers(2, "i")]
        if not 1 <= len(outputs) <= 4 or any(y not in known for y in outputs) or not ops:
            self.fail("outputs that no operation computes")
        return Graph(self.name, self.new_tensors, ops, inputs, outputs)

    def activation(self, options, field):
        code = options.scalar(field, "b") if options else 0
        if code not in ACTIVATIONS:
            self.fail(f"fused activation {code}")
        return ACTIVATIONS[code]

    def window(self, options, kernel, stride_w, stride_h, dilation=(None, None)):
        one = lambda f: options.scalar(f, "i", 1) if options and f is not None else 1
        o = {"kernel": kernel, "stride": [one(stride_h), one(stride_w)],
             "dilation": [one(dilation[1]), one(dilation[0])],
             "padding": ("same", "valid")[options.scalar(0, "b") & 1 if options else 0]}
        if any(not 1 <= v <= 4096 for pair in (kernel, o["stride"], o["dilation"]) for v in pair):
            self.fail(f"window {o}")
        return o

    def check_map(self, x, y, o, channels):
        """The output's shape against what the window gives."""
        if len(self.shape(x)) != 3:
            self.fail(f"input of shape {self.shape(x)}; [height, width, channels] is known")
        size = []
        for axis in (0, 1):
            n, s = self.shape(x)[axis], o["stride"][axis]
            reach = (o["kernel"][axis] - 1) * o["dilation"][axis] + 1
            size.append(-(-n // s) if o["padding"] == "same" else (n - reach) // s + 1)
        if size + [channels] != self.shape(y):
            self.fail(f"output shape {self.shape(y)}; {size + [channels]} expected")

    def weights(self, x, constants, filters, axis):
        """Weight and bias of the expected types, per-channel where they should be."""
        w = self.new_tensors[constants[0]]
        of_bias = "int32" if self.dtype == "int8" else "float32"
        if w.dtype != self.dtype:
            self.fail(f"weights '{w.name}' are {w.dtype} in a network of {self.dtype}")
        if self.dtype == "int8":
            if any(w.zero_point):
                self.fail(f"weights '{w.name}' have zero points; without is known")
            if len(w.scale) not in (1, filters):
                self.fail(f"weights '{w.name}' have {len(w.scale)} scales for {filters} filters")
        if len(constants) > 1:
            b = self.new_tensors[constants[1]]
            if b.dtype != of_bias or b.data.size != filters:
                self.fail(f"bias '{b.name}' is {b.dtype} {b.shape}; {of_bias} [{filters}] expected")
        return x + constants

    def layer_name(self, weight, kind):
        """The part of a tensor's name that names the layer, made an identifier of its own."""
        name = ""
        last = {"conv2d": "Conv2D", "depthwise_conv2d": "depthwise", "dense": "MatMul"}[kind]
        for part in self.new_tensors[weight].name.split(";"):
            path = part.rstrip("/").split("/")
            if not name and len(path) >= 2 and re.fullmatch(last + r"\d*", path[-1]):
                name = path[-2]
        name = re.sub(r"\W", "_", name)[:40]
        if not re.match(r"[A-Za-z]", name):
            name = kind
        unique, count = name, 1
        while unique in self.names:
            count += 1
            unique = f"{name}_{count}"
        self.names.add(unique)
        return unique

    def conv2d(self, options, x, constants, y):
        w = self.new_tensors[constants[0]]
        if len(w.shape) != 4 or len(self.shape(x[0])) != 3 or w.shape[3] != self.shape(x[0])[2]:
            self.fail(f"weights {w.shape} on an input {self.shape(x[0])}")
        o = self.window(options, w.shape[1:3], 1, 2, (4, 5))
        self.check_map(x[0], y, o, w.shape[0])
        inputs = self.weights(x, constants, w.shape[0], 0)
        return Op("conv2d", inputs, y, self.layer_name(constants[0], "conv2d"), self.activation(options, 3), o)

    def depthwise_conv2d(self, options, x, constants, y):
        w = self.new_tensors[constants[0]]
        if len(w.shape) != 4 or len(self.shape(x[0])) != 3 or w.shape[3] % self.shape(x[0])[2] or w.shape[0] != 1:
            self.fail(f"weights {w.shape} on an input {self.shape(x[0])}; as many filters for each channel are known")
        o = self.window(options, w.shape[1:3], 1, 2, (5, 6))
        self.check_map(x[0], y, o, w.shape[3])
        inputs = self.weights(x, constants, w.shape[3], 3)
        if self.shape(x[0])[2] == 1 and w.shape[3] > 1:  # several filters on one channel: a convolution
            whole = np.ascontiguousarray(w.data.transpose(3, 1, 2, 0))
            self.new_tensors.append(Tensor(w.name, list(whole.shape), w.dtype, w.scale, w.zero_point, whole))
            inputs[len(x)] = len(self.new_tensors) - 1
            return Op("conv2d", inputs, y, self.layer_name(constants[0], "depthwise_conv2d"), self.activation(options, 4), o)
        return Op("depthwise_conv2d", inputs, y, self.layer_name(constants[0], "depthwise_conv2d"),
                  self.activation(options, 4), o)

    def dense(self, options, x, constants, y):
        w = self.new_tensors[constants[0]]
        n = math.prod(self.shape(x[0]))
        if len(w.shape) != 2 or w.shape[1] != n or self.shape(y) != [w.shape[0]]:
            self.fail(f"weights {w.shape} on {n} inputs, output {self.shape(y)}")
        inputs = self.weights(x, constants, w.shape[0], 0)
        return Op("dense", inputs, y, self.layer_name(constants[0], "dense"), self.activation(options, 0))

    def pool(self, kind, options, x, y):
        one = lambda f: options.scalar(f, "i", 1) if options else 1
        o = self.window(options, [one(4), one(3)], 1, 2)
        self.check_map(x[0], y, o, self.shape(x[0])[-1])
        self.same_quantisation(x, y)
        return Op(kind, x, y, "", self.activation(options, 5), o)

    def average_pool2d(self, options, x, constants, y):
        return self.pool("average_pool2d", options, x, y)

    def max_pool2d(self, options, x, constants, y):
        return self.pool("max_pool2d", options, x, y)

    def same_quantisation(self, x, y):
        for t in x:
            a, b = self.new_tensors[t], self.new_tensors[y]
            if a.scale != b.scale or a.zero_point != b.zero_point:
                self.fail(f"input '{a.name}' and output '{b.name}' are quantised differently")

    def binary(self, kind, options, x, y):
        shapes = [self.shape(t) for t in x]
        if self.shape(y) not in shapes or any(joined_shape(s, self.shape(y)) is None for s in shapes):
            self.fail(f"inputs {shapes[0]} and {shapes[1]} to {self.shape(y)}; equal shapes, or one that ends the other, are known")
        return Op(kind, x, y, "", self.activation(options, 0))

    def add(self, options, x, constants, y):
        return self.binary("add", options, x, y)

    def subtract(self, options, x, constants, y):
        return self.binary("subtract", options, x, y)

    def multiply(self, options, x, constants, y):
        return self.binary("multiply", options, x, y)

    def mean(self, options, x, constants, y):
        axes, shape = self.new_tensors[constants[0]], self.shape(x[0])
        if len(shape) != 3 or axes.dtype != "int32" or sorted({int(a) % 4 for a in axes.data.ravel()}) != [1, 2]:
            self.fail(f"axes {axes.data.ravel().tolist()[:8]} of an input {shape}; height and width of a map are known")
        keeps = bool(options and options.scalar(0, "b"))
        if self.shape(y) != ([1, 1, shape[2]] if keeps else [shape[2]]):
            self.fail(f"output shape {self.shape(y)} of {shape}")
        return Op("global_average_pool2d", x, y)

    def unary(self, kind, options, x, y, scale, zero):
        q = self.new_tensors[y]
        if self.shape(x[0]) != self.shape(y) or (self.dtype == "int8" and (q.scale != [scale] or q.zero_point != [zero])):
            self.fail(f"output {self.shape(y)} with scale {q.scale}, zero point {q.zero_point}")
        return Op(kind, x, y)

    def softmax(self, options, x, constants, y):
        if options is None or options.scalar(0, "f") != 1:
            self.fail("beta is not 1")
        return self.unary("softmax", options, x, y, 1 / 256, -128)

    def sigmoid(self, options, x, constants, y):
        return self.unary("sigmoid", options, x, y, 1 / 256, -128)

    def tanh(self, options, x, constants, y):
        return self.unary("tanh", options, x, y, 1 / 128, 0)

    def reshape(self, options, x, constants, y):
        if math.prod(self.shape(x[0])) != math.prod(self.shape(y)):
            self.fail(f"shape {self.shape(x[0])} to {self.shape(y)}")
        self.same_quantisation(x, y)
        return Op("reshape", x, y)

    def concat(self, options, x, constants, y):
        axis = options.scalar(0, "i") if options else 0
        rank = len(self.shape(y)) + 1
        shapes = [self.shape(t) for t in x]
        if axis % rank != rank - 1 or any(s[:-1] != self.shape(y)[:-1] for s in shapes) or \
                sum(s[-1] for s in shapes) != self.shape(y)[-1]:
            self.fail(f"{shapes} to {self.shape(y)} along axis {axis}; the last is known")
        self.same_quantisation(x, y)
        return Op("concat", x, y, "", self.activation(options, 1))

    def pad2d(self, options, x, constants, y):
        p = self.new_tensors[constants[0]]
        if p.data.shape != (4, 2) or p.data[[0, 3]].any() or (p.data < 0).any() or len(self.shape(x[0])) != 3:
            self.fail(f"padding {p.data.tolist()}; of height and width is known")
        (top, bottom), (left, right) = p.data[1:3].tolist()
        h, w, c = self.shape(x[0])
        if [h + top + bottom, w + left + right, c] != self.shape(y) or top != bottom or left != right:
            self.fail(f"padding {p.data.tolist()} to {self.shape(y)}; as much on both sides is known")
        self.same_quantisation(x, y)
        return Op("pad2d", x, y, "", "", {"padding": [top, bottom, left, right]})


READERS = {ADD: "add", AVERAGE_POOL: "average_pool2d", CONCAT: "concat", CONV: "conv2d",
           DEPTHWISE: "depthwise_conv2d", DENSE: "dense", LOGISTIC: "sigmoid", MAX_POOL: "max_pool2d",
           RESHAPE: "reshape", SOFTMAX: "softmax", TANH: "tanh", PAD: "pad2d", MUL: "multiply",
           MEAN: "mean", SUB: "subtract"}
