# SPDX-License-Identifier: BSL-1.0
"""A work as net_file.cpp wrote it: layers as objects, weights as arrays in PyTorch's shapes."""
import json
import pathlib
from types import SimpleNamespace

import numpy as np


def read(directory, name):
    """layers[k]: kind, source, plus, then, kernel, stride, pads (top, left, bottom, right), input, output (h, w, c),
    weight, bias, recurrent, recurrent_bias; x (samples, h, w, c); labels."""
    directory = pathlib.Path(directory)
    work = SimpleNamespace(**json.loads((directory / f"{name}.json").read_text()))
    numbers = np.fromfile(directory / f"{name}.f32", dtype=np.float32)
    position = 0

    def take(count):
        nonlocal position
        position += count
        return numbers[position - count:position]

    work.layers = [SimpleNamespace(**fields) for fields in work.layers]
    for layer in work.layers:
        layer.weight, layer.bias, layer.recurrent, layer.recurrent_bias = (take(n) for n in layer.sizes)
        channels, units = layer.input[2], layer.output[2]
        if layer.kind == "dense":
            layer.weight = layer.weight.reshape(units, -1)
        elif layer.kind == "convolution":
            layer.weight = layer.weight.reshape(units, channels, *layer.kernel)
        elif layer.kind == "depthwise":
            layer.weight = layer.weight.reshape(units, 1, *layer.kernel)
        elif layer.kind in ("gru", "lstm"):
            layer.weight = layer.weight.reshape(-1, channels)
            layer.recurrent = layer.recurrent.reshape(-1, units)
    height, width, channels = work.input
    work.is_map = height * width > 1
    work.x = take(work.samples * height * width * channels).reshape(work.samples, height, width, channels)
    work.labels = take(work.samples if work.training else 0).astype(np.int64)
    return work


def channels_first(work):
    """The samples as (samples, c, h, w), or (samples, c) if there is no map."""
    if not work.is_map:
        return work.x.reshape(work.samples, -1)
    return np.ascontiguousarray(work.x.transpose(0, 3, 1, 2))


def dense_as_stored(layer):
    """A dense weight whose columns are in the order height, width, channels."""
    height, width, channels = layer.input
    w = layer.weight.reshape(-1, channels, height, width).transpose(0, 2, 3, 1)
    return np.ascontiguousarray(w.reshape(layer.weight.shape))
