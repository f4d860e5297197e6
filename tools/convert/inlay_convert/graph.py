# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""The intermediate form that all readers give and all writers take: a list of operations on tensors,
in inlay's words; stored as a safetensors file whose metadata carries the graph as JSON."""

import json
import math
import re
from dataclasses import asdict, dataclass, field

import numpy as np


ACTIVATIONS = ("", "relu", "relu6")
WINDOWS = ("conv2d", "depthwise_conv2d", "max_pool2d", "average_pool2d")
SCHEMES = tuple(s + r for s in ("affine_i8", "symmetric_i8") for r in ("<>", "<single_rounding>"))
BINARY = ("add", "subtract", "multiply")
KINDS = WINDOWS + BINARY + ("dense", "concat", "reshape", "pad2d", "softmax", "sigmoid", "tanh", "global_average_pool2d")


class ConvertError(Exception):
    """One sentence: what, where, why."""


@dataclass
class Tensor:
    name: str
    shape: list                     # without the batch for values; whole for constants
    dtype: str                      # "int8", "int32", "float32"
    scale: list = field(default_factory=list)
    zero_point: list = field(default_factory=list)
    data: np.ndarray = None         # of constants


@dataclass
class Op:
    kind: str                       # inlay's name: conv2d, dense, add, ...
    inputs: list                    # tensor numbers: values, then weight and bias
    output: int
    name: str = ""                  # of the layer; unique where not empty
    activation: str = ""            # "", relu, relu6
    options: dict = field(default_factory=dict)  # kernel, stride, dilation, padding: "same" | "valid" | [vertical, horizontal]; pad2d: four numbers


@dataclass
class Graph:
    name: str
    tensors: list
    ops: list
    inputs: list
    outputs: list
    scheme: str = SCHEMES[0]        # a type of inlay's quant/artifact.hpp

    @property
    def dtype(self):
        """Of all values: int8 or float32."""
        return self.tensors[self.inputs[0]].dtype

    def save(self, path):
        from safetensors.numpy import save
        described = []
        for i, t in enumerate(self.tensors):
            d = asdict(t) | {"data": None if t.data is None else str(i)}
            described.append(d)
        form = {"format": 1, "name": self.name, "scheme": self.scheme, "tensors": described, "ops": [asdict(o) for o in self.ops],
                "inputs": self.inputs, "outputs": self.outputs}
        arrays = {str(i): np.ascontiguousarray(t.data) for i, t in enumerate(self.tensors) if t.data is not None}
        with open(path, "wb") as f:
            f.write(save(arrays, {"inlay.graph": json.dumps(form)}))

    @staticmethod
    def load(path):
        from safetensors import SafetensorError, safe_open
        try:
            with safe_open(path, "np") as f:
                form = json.loads((f.metadata() or {}).get("inlay.graph", "null"))
                if form is None:
                    raise ConvertError("the file carries no graph (metadata inlay.graph)")
                tensors = [Tensor(**(t | {"data": None if t["data"] is None else f.get_tensor(t["data"])}))
                           for t in form["tensors"]]
            graph = Graph(form["name"], tensors, [Op(**o) for o in form["ops"]], form["inputs"], form["outputs"],
                          form.get("scheme", SCHEMES[0]))
            graph.check()
            return graph
        except (SafetensorError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as e:
            raise ConvertError(f"corrupt file: {type(e).__name__} {str(e)[:200]!r}") from e

    def check(self):
        """Whether what a file says of a graph holds together, and can stand in a header."""
        def need(condition, what):
            if not condition:
                raise ConvertError(f"corrupt file: {what}")

        def positive(numbers, what):
            need(isinstance(numbers, list) and all(type(n) is int and 0 < n < 2**31 for n in numbers), what)

        need(_is_name(self.name), f"{self.name!r} names the network")
        need(self.scheme in SCHEMES, f"scheme {self.scheme!r}; {', '.join(SCHEMES)} are known")
        for i, t in enumerate(self.tensors):
            positive(t.shape, f"tensor {i}: shape {t.shape!r}")
            need(re.fullmatch(r"[ -\[\]-~]*", t.name), f"tensor {i}: name {t.name[:40]!r}")
            need(all(type(s) is float and s > 0 and math.isfinite(s) for s in t.scale), f"tensor {i}: scale {t.scale!r}")
            need(len(t.zero_point) == len(t.scale) and all(type(z) is int for z in t.zero_point), f"tensor {i}: zero points")
            if t.data is not None:
                need(list(t.data.shape) == t.shape and str(t.data.dtype) == t.dtype, f"tensor {i}: {t.data.dtype} {t.data.shape}")
            else:
                need(t.shape, f"tensor {i}: a value without extents")
                quantised = t.dtype == "int8" and len(t.scale) == 1 and -128 <= t.zero_point[0] <= 127
                need(quantised or (t.dtype == "float32" and not t.scale), f"tensor {i}: no value of int8 or float32")
        numbers = lambda list_: all(type(i) is int and 0 <= i < len(self.tensors) for i in list_)
        need(self.inputs and numbers(self.inputs), f"inputs {self.inputs!r}")
        need(all(t.data is not None or t.dtype == self.dtype for t in self.tensors), "values of several types")
        weights, biases = {"int8": ("int8", "int32"), "float32": ("float32", "float32")}[self.dtype]
        known, names = set(self.inputs), set()
        for i, op in enumerate(self.ops):
            where = f"op {i} {op.kind!r}"
            need(op.kind in KINDS and op.activation in ACTIVATIONS, where)
            need(op.inputs and numbers(op.inputs + [op.output]), f"{where}: tensors {op.inputs!r} to {op.output!r}")
            values = [t for t in op.inputs if self.tensors[t].data is None]
            constants = [self.tensors[t] for t in op.inputs if self.tensors[t].data is not None]
            need(op.inputs[0] in known and all(t in known for t in values), f"{where}: a value not computed before")
            need(op.output not in known and self.tensors[op.output].data is None, f"{where}: tensor {op.output} written twice")
            known.add(op.output)
            weighted = op.kind in ("conv2d", "depthwise_conv2d", "dense")
            need(weighted == bool(op.name) and op.name not in names, f"{where}: name {op.name!r}")
            if weighted:
                names.add(op.name)
                need(_is_name(op.name) and len(values) == 1 and 1 <= len(constants) <= 2 and constants[0].dtype == weights and
                     all(c.dtype == biases for c in constants[1:]), f"{where}: {len(values)} values, {len(constants)} constants")
                need(constants[0].scale or weights == "float32", f"{where}: weights without a scale")
                rank = 2 if op.kind == "dense" else 4
                need(len(constants[0].shape) == rank, f"{where}: weights {constants[0].shape}")
            maps = (values[0], op.output) if op.kind in WINDOWS + ("pad2d",) else values[:1] if op.kind == "global_average_pool2d" else ()
            for t in maps:
                need(len(self.tensors[t].shape) == 3, f"{where}: shape {self.tensors[t].shape}")
            if op.kind in BINARY:
                need(len(values) == 2 and all(joined_shape(self.tensors[t].shape, self.tensors[op.output].shape) for t in values),
                     f"{where}: shapes")
            if op.kind in WINDOWS:
                for option in ("kernel", "stride", "dilation"):
                    positive(op.options[option], f"{where}: {option}")
                    need(len(op.options[option]) == 2, f"{where}: {option}")
                padding = op.options["padding"]
                need(padding in ("same", "valid") or isinstance(padding, list) and len(padding) == 2 and
                     all(type(p) is int and 0 <= p < 4096 for p in padding), f"{where}: padding {padding!r}")
            if op.kind == "pad2d":
                padding = op.options["padding"]
                need(isinstance(padding, list) and len(padding) == 4 and all(type(p) is int and p >= 0 for p in padding),
                     f"{where}: padding {padding!r}")
        need(self.ops and self.outputs and numbers(self.outputs) and all(y in known for y in self.outputs), "outputs")


def joined_shape(shape, result):
    """The shape in which a value is joined with another to that result: itself, or, repeated, what ends the
    result's; None where it cannot be."""
    if shape == result:
        return shape
    at = 0
    while at < len(shape) - 1 and shape[at] == 1:
        at += 1
    short = shape[at:]
    return short if short == [1] or short == result[len(result) - len(short):] else None


def _is_name(name):
    return isinstance(name, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name) is not None
