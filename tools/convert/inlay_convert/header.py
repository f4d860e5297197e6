# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Writes a graph as a C++ header: the network as a type, its numbers as constants."""

from dataclasses import replace

import numpy as np

from .graph import ConvertError, joined_shape


def write(graph, origin=""):
    graph = _flat_means(graph)
    name = graph.name
    chain = _is_chain(graph)
    quantised = graph.dtype == "int8"
    head = ["// SPDX-FileCopyrightText: as the file it was made of",
            f"// Made by inlay-convert{' from ' + origin if origin else ''}. Do not edit.",
            "#pragma once", "", f"#include <inlay/{'quant' if quantised else 'inlay'}.hpp>", "", f"namespace {name}_model {{", "",
            "using namespace inlay;", ""]
    body = (_network if chain else _traced)(graph)
    numbers, last = (_numbers, f"{name}_int8") if quantised else (_parameters, f"{name}_parameters")
    tail = [f"}}  // namespace {name}_model", "", f"using {name}_model::{name};", f"using {name}_model::{last};", ""]
    return "\n".join(head + body + [""] + numbers(graph) + [""] + tail)


def _flat_means(graph):
    """A mean [1, 1, C] that is only read by a reshape to [C] is one layer in inlay."""
    flat, gone = {}, set()
    for op in graph.ops:
        after = [other for other in graph.ops if op.output in other.inputs]
        if op.kind == "global_average_pool2d" and op.output not in graph.outputs and len(after) == 1 and \
                after[0].kind == "reshape" and len(graph.tensors[after[0].output].shape) == 1:
            flat[op.output] = after[0].output
            gone.add(after[0].output)
    return replace(graph, ops=[replace(op, output=flat.get(op.output, op.output)) for op in graph.ops if op.output not in gone])


OPERATORS = {"add": "+", "subtract": "-", "multiply": "*"}


def _is_chain(graph):
    """One value after another, no value read twice."""
    if len(graph.inputs) != 1 or len(graph.outputs) != 1:
        return False
    at = graph.inputs[0]
    for op in graph.ops:
        if _values(graph, op) != [at] or op.output in graph.outputs[:-1]:
            return False
        at = op.output
    return at == graph.outputs[0]


def _values(graph, op):
    return [t for t in op.inputs if graph.tensors[t].data is None]


def _pair(v):
    return str(v[0]) if v[0] == v[1] else f"kernel_size{{{v[0]}, {v[1]}}}"


def _two(option, v):
    return f"{option}<{v[0]}>" if v[0] == v[1] else f"{option}<{v[0]}, {v[1]}>"


def _layers(graph, op):
    """The layers that an operation is in inlay, without operands."""
    o, shape = op.options, graph.tensors[op.inputs[0]].shape
    layers = []
    options = []
    if op.kind in ("conv2d", "depthwise_conv2d"):
        if o["stride"] != [1, 1]:
            options.append(_two("stride", o["stride"]))
        if o["padding"] == "same" and o["kernel"] != [1, 1]:
            options.append("same")
        if isinstance(o["padding"], list):
            options.append(_two("padding", o["padding"]))
        if o["dilation"] != [1, 1]:
            options.append(_two("dilation", o["dilation"]))
    if op.kind in ("max_pool2d", "average_pool2d"):
        if o["stride"] != o["kernel"]:
            options.append(_two("stride", o["stride"]))
        if o["padding"] == "same":
            options.append("same")
        if isinstance(o["padding"], list):
            options.append(_two("padding", o["padding"]))
    if op.kind in ("conv2d", "depthwise_conv2d", "dense"):
        if sum(graph.tensors[t].data is not None for t in op.inputs) < 2:
            options.append("no_bias")
        options.append(f'name<"{op.name}">')
    more = "".join(f", {x}" for x in options)
    if op.kind == "depthwise_conv2d" and graph.tensors[op.output].shape[2] > shape[2]:
        layers.append(f"conv2d<{graph.tensors[op.output].shape[2]}, {_pair(o['kernel'])}, groups<{shape[2]}>{more}>")
    elif op.kind == "conv2d":
        layers.append(f"conv2d<{graph.tensors[op.output].shape[2]}, {_pair(o['kernel'])}{more}>")
    elif op.kind in ("depthwise_conv2d", "max_pool2d", "average_pool2d"):
        layers.append(f"{op.kind}<{_pair(o['kernel'])}{more}>")
    elif op.kind == "dense":
        if len(shape) > 1:
            layers.append("flatten")
        layers.append(f"dense<{graph.tensors[op.output].shape[0]}{more}>")
    elif op.kind == "reshape":
        to = graph.tensors[op.output].shape
        if to != shape:
            layers.append("flatten" if len(to) == 1 else f"reshape<{', '.join(map(str, to))}>")
    elif op.kind == "global_average_pool2d":
        layers.append(op.kind)
        if len(graph.tensors[op.output].shape) > 1:
            layers.append(f"reshape<{', '.join(map(str, graph.tensors[op.output].shape))}>")
    elif op.kind == "pad2d":
        top, _, left, _ = o["padding"]
        layers.append(f"zero_padding2d<{top}>" if top == left else f"zero_padding2d<{top}, {left}>")
    elif op.kind in ("softmax", "sigmoid", "tanh"):
        layers.append("inlay::" + op.kind if op.kind == "tanh" else op.kind)
    elif op.kind not in OPERATORS and op.kind != "concat":
        raise ConvertError(f"operation {op.kind} has no form in inlay")
    if op.activation:
        layers.append(op.activation)
    return layers


def _input(graph, number):
    return f"input<{', '.join(map(str, graph.tensors[number].shape))}>"


def _network(graph):
    lines = [_input(graph, graph.inputs[0])] + [", ".join(_layers(graph, op)) for op in graph.ops]
    return [f"struct {graph.name} : network<" + ",\n    ".join(l for l in lines if l) + "> {};"]


def _traced(graph):
    """A function of symbols: one line an operation."""
    symbols = {t: f"x{i}" if len(graph.inputs) > 1 else "x" for i, t in enumerate(graph.inputs)}
    counts, lines = {}, []
    for op in graph.ops:
        values = [symbols[t] for t in _values(graph, op)]
        form = values[0]
        if op.kind in OPERATORS:
            for i, t in enumerate(_values(graph, op)):
                shape = graph.tensors[t].shape
                short = joined_shape(shape, graph.tensors[op.output].shape)
                if short != shape:
                    values[i] = f"({values[i]} | reshape<{', '.join(map(str, short))}>{{}})"
            form = f" {OPERATORS[op.kind]} ".join(values)
        elif op.kind == "concat":
            form = f"inlay::concat({', '.join(values)})"
        layers = [f" | {l}{{}}" for l in _layers(graph, op)]
        if layers and op.kind in OPERATORS:
            form = f"({form})"
        symbol = op.name
        if not symbol:
            counts[op.kind] = counts.get(op.kind, 0) + 1
            symbol = f"{op.kind}_{counts[op.kind]}"
        symbol += "_"  # no layer's or function's name
        symbols[op.output] = symbol
        lines.append(f"        auto {symbol} = {form}{''.join(layers)};")
    results = [symbols[t] for t in graph.outputs]
    result = results[0] if len(results) == 1 else f"inlay::outputs({', '.join(results)})"
    arguments = ", ".join(f"auto {symbols[t]}" for t in graph.inputs)
    inputs = ", ".join(_input(graph, t) for t in graph.inputs)
    return [f"struct {graph.name}_function {{", f"    constexpr auto operator()({arguments}) const {{"] + lines + \
        [f"        return {result};", "    }", "};", "",
         f"struct {graph.name} : traced<{graph.name}_function, {inputs}> {{}};"]


# --- numbers ------------------------------------------------------------------------------------

def _float(x):
    text = np.format_float_scientific(np.float32(x), unique=True, trim="0")
    return text + "f"


def _array(items, width=98, indent="        "):
    lines, line = [], indent
    for item in items:
        if len(line) + len(item) + 2 > width:
            lines.append(line.rstrip())
            line = indent
        line += item + ", "
    return "\n".join(lines + [line.rstrip(", ")])


def _text(data, width=90, indent="        "):
    """Bytes as string literals: characters where they can stand for themselves, else octal."""
    pieces = [chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in data]
    lines, line = [], ""
    for piece in pieces:
        if len(line) + len(piece) > width:
            lines.append(f'{indent}"{line}"')
            line = ""
        line += piece
    return "\n".join(lines + [f'{indent}"{line}"'])


def _parameters(graph):
    """The weights of a float network as bytes, in the order in which a model stores them."""
    entries = []
    for op in graph.ops:
        if not op.name:
            continue
        constants = [graph.tensors[i] for i in op.inputs if graph.tensors[i].data is not None]
        w = constants[0]
        order = {"conv2d": (1, 2, 3, 0), "depthwise_conv2d": (1, 2, 0, 3), "dense": (1, 0)}[op.kind]
        for part, data in [("weight", w.data.transpose(order))] + [("bias", b.data) for b in constants[1:]]:
            entries.append(f'    {{"{op.name}.{part}",  // {w.name[:60]}\n{_text(data.astype("<f4").tobytes())}}},')
    return [f"inline constexpr parameter_bytes {graph.name}_bytes[] = {{"] + entries + ["};", "",
            "/// Its weights: static model<{0}> net{{{{{0}_parameters}}}};".format(graph.name).replace("{{", "{").replace("}}", "}"),
            f"inline constexpr stored_parameters<{graph.name}> {graph.name}_parameters{{{graph.name}_bytes}};"]


def _quantization(t):
    return f"{{{_float(t.scale[0])}, {t.zero_point[0]}}}"


def _numbers(graph):
    lines = [f"struct {graph.name}_int8 {{", f"    using network = {graph.name};", f"    using scheme = {graph.scheme};", ""]
    layers = []
    for op in graph.ops:
        if op.kind == "reshape":
            continue
        t = graph.tensors[op.output]
        if op.name:
            constants = [graph.tensors[i] for i in op.inputs if graph.tensors[i].data is not None]
            w = constants[0]
            lines.append(f"    alignas(4) static constexpr signed char {op.name}_weight[] =  // {w.name[:60]}")
            lines.append(_text(w.data.tobytes()) + ";")
            lines.append(f"    static constexpr float {op.name}_scale[] = {{\n{_array(map(_float, w.scale))}}};")
            bias = "{}"
            if len(constants) > 1:
                bias = f"{op.name}_bias"
                lines.append(f"    static constexpr std::int32_t {bias}[] = {{\n"
                             f"{_array(map(_int32, constants[1].data.ravel().tolist()))}}};")
            layers.append(f'        {{"{op.name}", {_quantization(t)}, {op.name}_weight, {op.name}_scale, {bias}}},')
        else:
            layers.append(f'        {{"{op.kind}", {_quantization(t)}, {{}}, {{}}, {{}}}},')
    inputs = ", ".join(_quantization(graph.tensors[t]) for t in graph.inputs)
    return lines + ["", f"    static constexpr quantization inputs[] = {{{inputs}}};",
                    "    static constexpr quantized_layer layers[] = {"] + layers + ["    };", "};"]


def _int32(v):
    return "-2147483647 - 1" if v == -2**31 else str(v)
