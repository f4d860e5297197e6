#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Model files from a work's plain network, same weights in each: DIRECTORY/ID.onnx, .tflite, .ncnn.param, .ncnn.bin.

    models.py DIRECTORY ID...

A format whose package is missing (onnx; tflite and flatbuffers) is left out; ncnn's needs none.
"""
import pathlib
import struct
import sys

import numpy as np

import plain


# --- ONNX ---------------------------------------------------------------------------------------

def to_onnx(work, path):
    """Maps are (n, c, h, w). Recurrent networks have their state as further inputs and outputs: h (1, n, units), and c."""
    import onnx
    from onnx import helper, numpy_helper

    nodes, constants, states, new_states = [], [], [], []

    def constant(array, name):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def emit(op, inputs, output, **attributes):
        nodes.append(helper.make_node(op, inputs, [output] if isinstance(output, str) else output, **attributes))
        return output if isinstance(output, str) else output[0]

    height, width, channels = work.input
    shape = [work.batch, channels, height, width] if work.is_map else [work.batch, channels]
    outputs, flat = [], []
    for k, l in enumerate(work.layers):
        x = "x" if l.source < 0 else outputs[l.source]
        units, name = l.output[2], f"v{k}"
        if l.kind in ("dense", "convolution", "depthwise"):
            w, b = constant(l.weight, f"w{k}"), constant(l.bias, f"b{k}")
        if l.kind == "dense":
            if l.input[0] * l.input[1] > 1:
                x = emit("Flatten", [x], f"flat{k}", axis=1)
            y = emit("Gemm", [x, w, b], name, transB=1)
        elif l.kind in ("convolution", "depthwise"):
            y = emit("Conv", [x, w, b], name, kernel_shape=l.kernel, strides=[l.stride] * 2, pads=l.pads,
                     group=units if l.kind == "depthwise" else 1)
        elif l.kind == "max_pool":
            y = emit("MaxPool", [x], name, kernel_shape=l.kernel, strides=[l.stride] * 2)
        elif l.kind == "average":
            y = emit("Flatten", [emit("GlobalAveragePool", [x], f"mean{k}")], name, axis=1)
        else:  # gru, lstm: ONNX orders gates z r h, i o f c; PyTorch r z n, i f g o
            order = [1, 0, 2] if l.kind == "gru" else [0, 3, 1, 2]

            def gates(array):
                parts = array.reshape(len(order), units, -1)
                return np.concatenate([parts[g] for g in order])

            both = np.concatenate([gates(l.bias), gates(l.recurrent_bias)]).reshape(1, -1)
            step = emit("Unsqueeze", [x, constant(np.array([0]), f"axis{k}")], f"step{k}")
            inputs = [step, constant(gates(l.weight)[None], f"w{k}"), constant(gates(l.recurrent)[None], f"r{k}"),
                      constant(both, f"b{k}"), "", f"h{k}"]
            results = [f"sequence{k}", f"new_h{k}"]
            attributes = dict(hidden_size=units)
            if l.kind == "lstm":
                inputs.append(f"c{k}")
                results.append(f"new_c{k}")
            else:
                attributes["linear_before_reset"] = 1
            emit("GRU" if l.kind == "gru" else "LSTM", inputs, results, **attributes)
            for letter in "h" if l.kind == "gru" else "hc":
                states.append(helper.make_tensor_value_info(f"{letter}{k}", onnx.TensorProto.FLOAT, [1, work.batch, units]))
                new_states.append(helper.make_tensor_value_info(f"new_{letter}{k}", onnx.TensorProto.FLOAT, [1, work.batch, units]))
            y = emit("Squeeze", [f"new_h{k}", f"axis{k}"], name)
        if l.plus >= 0:
            y = emit("Add", [y, outputs[l.plus]], f"sum{k}")
        if l.then != "none":
            y = emit({"relu": "Relu", "tanh": "Tanh"}[l.then], [y], f"act{k}")
        outputs.append(y)
    nodes.append(helper.make_node("Identity", [outputs[-1]], ["y"]))
    graph = helper.make_graph(
        nodes, work.id, [helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, shape)] + states,
        [helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [work.batch, work.layers[-1].output[2]])] + new_states,
        constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)


# --- LiteRT -------------------------------------------------------------------------------------

def to_tflite(work, path):
    """Maps are (n, h, w, c), padding is TensorFlow's SAME or VALID."""
    import flatbuffers
    import tflite

    if work.streaming:
        raise NotImplementedError("recurrent layers")
    b = flatbuffers.Builder(1 << 16)
    buffers, tensors, operators, codes = [b""], [], [], []

    def code(op):
        if op not in codes:
            codes.append(op)
        return codes.index(op)

    def tensor(shape, array=None, kind=tflite.TensorType.FLOAT32):
        if array is not None:
            buffers.append(np.ascontiguousarray(array).tobytes())
        tensors.append((list(shape), kind, len(buffers) - 1 if array is not None else 0))
        return len(tensors) - 1

    def emit(op, inputs, output, options_type=0, options=None):
        operators.append((code(op), inputs, output, options_type, options))
        return output

    Op, Act, Opt = tflite.BuiltinOperator, tflite.ActivationFunctionType, tflite.BuiltinOptions
    acts = {"none": Act.NONE, "relu": Act.RELU, "tanh": Act.TANH}
    height, width, channels = work.input
    n = work.batch
    source = tensor([n, height, width, channels] if work.is_map else [n, channels])
    outputs = []
    for l in work.layers:
        x = source if l.source < 0 else outputs[l.source]
        h, w, c = l.output
        act = acts["none" if l.plus >= 0 or l.then == "tanh" else l.then]
        padding = tflite.Padding.SAME if l.kind == "depthwise" or any(l.pads) or l.kernel == [1, 1] else tflite.Padding.VALID
        y = tensor([n, h, w, c] if h * w > 1 else [n, c])
        if l.kind == "dense":
            if l.input[0] * l.input[1] > 1:
                size = l.weight.shape[1]
                flat = tensor([n, size])
                x = emit(Op.RESHAPE, [x, tensor([2], np.array([n, size], np.int32), tflite.TensorType.INT32)], flat)

            def options(act=act):
                tflite.FullyConnectedOptionsStart(b)
                tflite.FullyConnectedOptionsAddFusedActivationFunction(b, act)
                return tflite.FullyConnectedOptionsEnd(b)
            emit(Op.FULLY_CONNECTED, [x, tensor(l.weight.shape, plain.dense_as_stored(l)), tensor([c], l.bias)], y,
                 Opt.FullyConnectedOptions, options)
        elif l.kind == "convolution":
            def options(act=act, padding=padding, stride=l.stride):
                tflite.Conv2DOptionsStart(b)
                tflite.Conv2DOptionsAddPadding(b, padding)
                tflite.Conv2DOptionsAddStrideW(b, stride)
                tflite.Conv2DOptionsAddStrideH(b, stride)
                tflite.Conv2DOptionsAddDilationWFactor(b, 1)
                tflite.Conv2DOptionsAddDilationHFactor(b, 1)
                tflite.Conv2DOptionsAddFusedActivationFunction(b, act)
                return tflite.Conv2DOptionsEnd(b)
            weight = l.weight.transpose(0, 2, 3, 1)
            emit(Op.CONV_2D, [x, tensor(weight.shape, weight), tensor([c], l.bias)], y, Opt.Conv2DOptions, options)
        elif l.kind == "depthwise":
            def options(act=act, padding=padding, stride=l.stride):
                tflite.DepthwiseConv2DOptionsStart(b)
                tflite.DepthwiseConv2DOptionsAddPadding(b, padding)
                tflite.DepthwiseConv2DOptionsAddStrideW(b, stride)
                tflite.DepthwiseConv2DOptionsAddStrideH(b, stride)
                tflite.DepthwiseConv2DOptionsAddDepthMultiplier(b, 1)
                tflite.DepthwiseConv2DOptionsAddDilationWFactor(b, 1)
                tflite.DepthwiseConv2DOptionsAddDilationHFactor(b, 1)
                tflite.DepthwiseConv2DOptionsAddFusedActivationFunction(b, act)
                return tflite.DepthwiseConv2DOptionsEnd(b)
            weight = l.weight.transpose(1, 2, 3, 0)
            emit(Op.DEPTHWISE_CONV_2D, [x, tensor(weight.shape, weight), tensor([c], l.bias)], y,
                 Opt.DepthwiseConv2DOptions, options)
        elif l.kind == "max_pool":
            def options(l=l):
                tflite.Pool2DOptionsStart(b)
                tflite.Pool2DOptionsAddPadding(b, tflite.Padding.VALID)
                tflite.Pool2DOptionsAddStrideW(b, l.stride)
                tflite.Pool2DOptionsAddStrideH(b, l.stride)
                tflite.Pool2DOptionsAddFilterWidth(b, l.kernel[1])
                tflite.Pool2DOptionsAddFilterHeight(b, l.kernel[0])
                return tflite.Pool2DOptionsEnd(b)
            emit(Op.MAX_POOL_2D, [x], y, Opt.Pool2DOptions, options)
        else:
            def options():
                tflite.ReducerOptionsStart(b)
                tflite.ReducerOptionsAddKeepDims(b, False)
                return tflite.ReducerOptionsEnd(b)
            emit(Op.MEAN, [x, tensor([2], np.array([1, 2], np.int32), tflite.TensorType.INT32)], y, Opt.ReducerOptions, options)
        if l.plus >= 0:
            total = tensor([n, h, w, c])

            def options(act=acts[l.then]):
                tflite.AddOptionsStart(b)
                tflite.AddOptionsAddFusedActivationFunction(b, act)
                return tflite.AddOptionsEnd(b)
            y = emit(Op.ADD, [y, outputs[l.plus]], total, Opt.AddOptions, options)
        if l.then == "tanh":
            y = emit(Op.TANH, [y], tensor([n, h, w, c] if h * w > 1 else [n, c]))
        outputs.append(y)

    def vector(start, items):
        start(b, len(items))
        for item in reversed(items):
            b.PrependUOffsetTRelative(item)
        return b.EndVector()

    def ints(values):
        return b.CreateNumpyVector(np.array(values, np.int32))

    made = []
    for shape, kind, buffer in tensors:
        dims, name = ints(shape), b.CreateString(f"t{len(made)}")
        tflite.TensorStart(b)
        tflite.TensorAddShape(b, dims)
        tflite.TensorAddType(b, kind)
        tflite.TensorAddBuffer(b, buffer)
        tflite.TensorAddName(b, name)
        made.append(tflite.TensorEnd(b))
    all_tensors = vector(tflite.SubGraphStartTensorsVector, made)
    made = []
    for index, inputs, output, options_type, options in operators:
        sources, results = ints(inputs), ints([output])
        made_options = options() if options else 0
        tflite.OperatorStart(b)
        tflite.OperatorAddOpcodeIndex(b, index)
        tflite.OperatorAddInputs(b, sources)
        tflite.OperatorAddOutputs(b, results)
        if options:
            tflite.OperatorAddBuiltinOptionsType(b, options_type)
            tflite.OperatorAddBuiltinOptions(b, made_options)
        made.append(tflite.OperatorEnd(b))
    all_operators = vector(tflite.SubGraphStartOperatorsVector, made)
    inputs, results = ints([source]), ints([outputs[-1]])
    tflite.SubGraphStart(b)
    tflite.SubGraphAddTensors(b, all_tensors)
    tflite.SubGraphAddInputs(b, inputs)
    tflite.SubGraphAddOutputs(b, results)
    tflite.SubGraphAddOperators(b, all_operators)
    subgraphs = vector(tflite.ModelStartSubgraphsVector, [tflite.SubGraphEnd(b)])
    made = []
    for op in codes:
        tflite.OperatorCodeStart(b)
        tflite.OperatorCodeAddDeprecatedBuiltinCode(b, op)
        tflite.OperatorCodeAddBuiltinCode(b, op)
        tflite.OperatorCodeAddVersion(b, 1)
        made.append(tflite.OperatorCodeEnd(b))
    all_codes = vector(tflite.ModelStartOperatorCodesVector, made)
    made = []
    for data in buffers:
        content = b.CreateByteVector(data) if data else 0
        tflite.BufferStart(b)
        if data:
            tflite.BufferAddData(b, content)
        made.append(tflite.BufferEnd(b))
    all_buffers = vector(tflite.ModelStartBuffersVector, made)
    tflite.ModelStart(b)
    tflite.ModelAddVersion(b, 3)
    tflite.ModelAddOperatorCodes(b, all_codes)
    tflite.ModelAddSubgraphs(b, subgraphs)
    tflite.ModelAddBuffers(b, all_buffers)
    b.Finish(tflite.ModelEnd(b), b"TFL3")
    pathlib.Path(path).write_bytes(b.Output())


# --- ncnn ---------------------------------------------------------------------------------------

def to_ncnn(work, path):
    """path + .param (text) and path + .bin; one sample a call, maps (c, h, w)."""
    if work.streaming:
        raise NotImplementedError("recurrent layers")
    readers = [0] * (len(work.layers) + 1)  # of the input, of each layer
    for l in work.layers:
        readers[l.source + 1] += 1
        if l.plus >= 0:
            readers[l.plus + 1] += 1
    lines, blobs, weights = [], [0], bytearray()

    def emit(kind, inputs, outputs, *parameters):
        blobs[0] += len(outputs)
        name = f"{kind}{len(lines)}"
        lines.append(" ".join([kind, name, str(len(inputs)), str(len(outputs)), *inputs, *outputs, *parameters]))

    def spread(value, count):  # every reader needs a blob of its own
        if count < 2:
            return [value]
        copies = [f"{value}_{i}" for i in range(count)]
        emit("Split", [value], copies)
        return copies

    emit("Input", [], ["x"])
    available = [spread("x", readers[0])]
    for k, l in enumerate(work.layers):
        x = available[l.source + 1].pop()
        fused = l.then == "relu" and l.plus < 0
        y = f"v{k}"
        if l.kind in ("dense", "convolution", "depthwise"):
            weights += struct.pack("<I", 0) + l.weight.tobytes() + l.bias.tobytes()
        if l.kind == "dense":
            emit("InnerProduct", [x], [y], f"0={l.output[2]}", "1=1", f"2={l.weight.size}", f"9={int(fused)}")
        elif l.kind in ("convolution", "depthwise"):
            top, left, bottom, right = l.pads
            group = [f"7={l.output[2]}"] if l.kind == "depthwise" else []
            emit("ConvolutionDepthWise" if group else "Convolution", [x], [y], f"0={l.output[2]}", f"1={l.kernel[1]}",
                 f"11={l.kernel[0]}", f"3={l.stride}", f"4={left}", f"15={right}", f"14={top}", f"16={bottom}", "5=1",
                 f"6={l.weight.size}", *group, f"9={int(fused)}")
        elif l.kind == "max_pool":
            emit("Pooling", [x], [y], "0=0", f"1={l.kernel[0]}", f"2={l.stride}", "5=1")
        else:
            emit("Pooling", [x], [y], "0=1", "4=1")
        if l.plus >= 0:
            emit("BinaryOp", [y, available[l.plus + 1].pop()], [f"sum{k}"], "0=0")
            y = f"sum{k}"
        if l.then == "tanh" or (l.then == "relu" and not fused):
            emit("TanH" if l.then == "tanh" else "ReLU", [y], [f"act{k}"])
            y = f"act{k}"
        if k + 1 == len(work.layers):
            emit("Noop", [y], ["y"])
        else:
            available.append(spread(y, readers[k + 1]))
    lines.append("")
    pathlib.Path(path + ".param").write_text("7767517\n" + f"{len(lines) - 1} {blobs[0]}\n" + "\n".join(lines))
    pathlib.Path(path + ".bin").write_bytes(bytes(weights))


def main():
    directory = sys.argv[1]
    for name in sys.argv[2:]:
        work = plain.read(directory, name)
        if work.training:
            continue
        for convert, suffix in ((to_onnx, ".onnx"), (to_tflite, ".tflite"), (to_ncnn, ".ncnn")):
            try:
                convert(work, f"{directory}/{name}{suffix}")
            except (ImportError, NotImplementedError) as e:
                print(f"{name}{suffix}: left out, {e}", file=sys.stderr)


if __name__ == "__main__":
    main()
