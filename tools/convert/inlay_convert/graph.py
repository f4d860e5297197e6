# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""The intermediate form that all readers give and all writers take: a list of operations on tensors,
in inlay's words; stored as a safetensors file whose metadata carries the graph as JSON."""

import json
from dataclasses import asdict, dataclass, field

import numpy as np


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
    options: dict = field(default_factory=dict)  # kernel, stride, dilation, padding: "same" | "valid" | [top, bottom, left, right]


@dataclass
class Graph:
    name: str
    tensors: list
    ops: list
    inputs: list
    outputs: list

    def save(self, path):
        from safetensors.numpy import save
        described = []
        for i, t in enumerate(self.tensors):
            d = asdict(t) | {"data": None if t.data is None else str(i)}
            described.append(d)
        form = {"format": 1, "name": self.name, "tensors": described, "ops": [asdict(o) for o in self.ops],
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
            return Graph(form["name"], tensors, [Op(**o) for o in form["ops"]], form["inputs"], form["outputs"])
        except (SafetensorError, ValueError, KeyError, TypeError) as e:
            raise ConvertError(f"corrupt file: {e}") from e
