# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""An int8 graph of tools/convert as an ONNX model in QDQ form: numbers, scales and zero points as the .tflite has them.

Values are moved by 128 to uint8: with int8 values and weights ONNX Runtime takes slower kernels on x86-64, by a factor of five
(and leaves a third of the layers in float unless it is told not to). What computes in float stands between DequantizeLinear and QuantizeLinear, where ONNX Runtime finds
it and takes its integer kernels; what only moves bytes (reshape, concat, pad2d, max pooling) works on the bytes.
Maps are (1, c, h, w) inside; the model's input and output are (1, h, w, c), as in the .tflite, uint8.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


class Writer:
    def __init__(self, graph):
        self.graph, self.nodes, self.constants = graph, [], []
        self.bytes = {}  # of each value's tensor: the name of its uint8 form

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def emit(self, op, inputs, **attributes):
        name = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, inputs, [name], name, **attributes))
        return name

    def real(self, tensor):
        """A value as floats; of each reader its own, as fusion wants it."""
        t = self.graph.tensors[tensor]
        return self.emit("DequantizeLinear", [self.bytes[tensor], *self.quantisation(t.scale, [z + 128 for z in t.zero_point], np.uint8)])

    def quantisation(self, scale, zero_point, kind):
        single = len(scale) == 1
        return [self.constant(np.float32(scale[0]) if single else np.array(scale, np.float32)),
                self.constant(kind(zero_point[0]) if single else np.array(zero_point, kind))]

    def real_constant(self, array, scale):
        zero = [0] * len(scale)
        axis = {} if len(scale) == 1 else {"axis": 0}
        return self.emit("DequantizeLinear", [self.constant(array), *self.quantisation(scale, zero, array.dtype.type)], **axis)

    def store(self, tensor, real, activation):
        """Of floats; relu is nothing but the saturation where the zero point is the least number."""
        t = self.graph.tensors[tensor]
        if activation == "relu6":
            real = self.emit("Clip", [real, self.constant(np.float32(0)), self.constant(np.float32(6))])
        elif activation == "relu" and t.zero_point[0] != -128:
            real = self.emit("Relu", [real])
        self.bytes[tensor] = self.emit("QuantizeLinear", [real, *self.quantisation(t.scale, [z + 128 for z in t.zero_point], np.uint8)])

    # --- one operation ------------------------------------------------------------------------

    def shape(self, tensor):
        return self.graph.tensors[tensor].shape

    def window(self, op):
        o, (h, w, _) = op.options, self.shape(op.inputs[0])
        pads = [0, 0]
        if o["padding"] == "same":
            pads = [max(0, (-(-n // s) - 1) * s + (k - 1) * d + 1 - n)
                    for n, s, k, d in zip((h, w), o["stride"], o["kernel"], o["dilation"])]
        elif o["padding"] != "valid":
            pads = [2 * p for p in o["padding"]]
        before = [p // 2 for p in pads]
        return {"kernel_shape": o["kernel"], "strides": o["stride"], "dilations": o["dilation"],
                "pads": before + [p - b for p, b in zip(pads, before)]}

    def weighted(self, op, onnx_op, order, **attributes):
        x, w = (self.graph.tensors[i] for i in op.inputs[:2])
        inputs = [self.real(op.inputs[0]), self.real_constant(w.data.transpose(order), w.scale)]
        if len(op.inputs) > 2:
            inputs.append(self.real_constant(self.graph.tensors[op.inputs[2]].data.reshape(-1), [x.scale[0] * s for s in w.scale]))
        self.store(op.output, self.emit(onnx_op, inputs, **attributes), op.activation)

    def pixels_last(self, tensor):
        """The bytes in the order of the .tflite."""
        return self.emit("Transpose", [self.bytes[tensor]], perm=[0, 2, 3, 1]) if len(self.shape(tensor)) == 3 else self.bytes[tensor]

    def channels_first(self, name, tensor):
        return self.emit("Transpose", [name], perm=[0, 3, 1, 2]) if len(self.shape(tensor)) == 3 else name

    def reshaped(self, name, shape):
        return self.emit("Reshape", [name, self.constant(np.array([1, *shape], np.int64))])

    def add(self, op):
        x, y = op.inputs[0], op.output
        if op.kind == "conv2d":
            self.weighted(op, "Conv", (0, 3, 1, 2), **self.window(op))
        elif op.kind == "depthwise_conv2d":
            self.weighted(op, "Conv", (3, 0, 1, 2), group=self.shape(x)[-1], **self.window(op))
        elif op.kind == "dense":
            flat = self.graph.tensors[op.inputs[1]].shape[1:]
            if self.shape(x) != flat:
                self.bytes[x] = self.reshaped(self.pixels_last(x), flat)
            self.weighted(op, "Gemm", (0, 1), transB=1)
        elif op.kind == "max_pool2d":
            window = self.window(op)
            self.bytes[y] = self.emit("MaxPool", [self.bytes[x]], **window)
        elif op.kind == "average_pool2d" and op.options["padding"] == "valid" and op.options["kernel"] == self.shape(x)[:2]:
            self.store(y, self.emit("GlobalAveragePool", [self.real(x)]), op.activation)
        elif op.kind == "average_pool2d":
            window = self.window(op)
            del window["dilations"]
            self.store(y, self.emit("AveragePool", [self.real(x)], **window), op.activation)
        elif op.kind == "softmax":
            self.store(y, self.emit("Softmax", [self.real(x)], axis=-1), op.activation)
        elif op.kind in ("sigmoid", "tanh"):
            self.store(y, self.emit(op.kind.capitalize(), [self.real(x)]), op.activation)
        elif op.kind == "add" and self.shape(x) == self.shape(op.inputs[1]):
            self.store(y, self.emit("Add", [self.real(x), self.real(op.inputs[1])]), op.activation)
        elif op.kind == "reshape":
            self.bytes[y] = self.channels_first(self.reshaped(self.pixels_last(x), self.shape(y)), y)
        else:
            raise NotImplementedError(f"{op.kind}: not in to_onnx.py")


def write(graph, path):
    w = Writer(graph)
    x, y = graph.inputs[0], graph.outputs[0]
    w.bytes[x] = w.channels_first("x", x)
    for op in graph.ops:
        w.add(op)
    w.nodes.append(helper.make_node("Identity", [w.pixels_last(y)], ["y"]))

    def value(name, tensor):
        return helper.make_tensor_value_info(name, TensorProto.UINT8, [1, *graph.tensors[tensor].shape])
    model = helper.make_model(helper.make_graph(w.nodes, graph.name, [value("x", x)], [value("y", y)], w.constants),
                              opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))
