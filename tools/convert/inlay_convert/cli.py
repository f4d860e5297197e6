# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""inlay-convert MODEL -o HEADER: the command."""

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

from . import header, tflite
from .graph import ConvertError, Graph


def read(path, name=None):
    """The graph of a .tflite or .safetensors file."""
    Path(path).open("rb").close()  # an OSError that has the file's name
    if str(path).endswith(".safetensors"):
        graph = Graph.load(path)
        graph.name = name or graph.name
    else:
        graph = tflite.read(Path(path).read_bytes(), name or re.sub(r"\W", "_", Path(path).stem))
    if not re.fullmatch(r"[A-Za-z]\w*", graph.name, re.ASCII):
        raise ConvertError(f"{graph.name!r} is no name for a type; give one with --name")
    return graph


def _reason(e):
    known = {FileNotFoundError: "no such file", IsADirectoryError: "a folder", PermissionError: "not permitted"}
    return known.get(type(e)) or (e.strerror or str(e)).lower()


def write_whole(path, write):
    """write(temporary path), then the name: a file appears whole or not at all."""
    folder = os.path.dirname(os.path.abspath(path))
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".inlay-convert-")
        os.close(handle)
        write(temporary)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException as e:
        if temporary:
            os.unlink(temporary)
        if isinstance(e, OSError):
            raise OSError(f"cannot write '{path}': {_reason(e) if os.path.isdir(folder) else 'no such folder'}") from e
        raise


def convert(model, output, name=None):
    graph = read(model, name)
    if str(output).endswith(".safetensors"):
        write_whole(output, graph.save)
    else:
        text = header.write(graph, re.sub(r"[^ -\[\]-~]", "?", Path(model).name))
        write_whole(output, lambda path: Path(path).write_text(text))
    return graph


def main(arguments=None):
    parser = argparse.ArgumentParser("inlay-convert", description="Writes a trained network as an inlay header.")
    parser.add_argument("model", help=".tflite (int8 or float32), or .safetensors written by this command")
    parser.add_argument("-o", "--output", required=True, help=".hpp, or .safetensors (the intermediate form)")
    parser.add_argument("--name", help="the network's type; the file's name unless given")
    parser.add_argument("--check", metavar="INPUTS.npy", help="build the header, run it on these inputs; int8: "
                        "compare with TensorFlow Lite for Microcontrollers (must be equal) and with LiteRT; float32: with LiteRT")
    parser.add_argument("--include", help="folder of the inlay headers, for --check")
    parser.add_argument("--compiler", default="g++", help="for --check")
    options = parser.parse_args(arguments)
    try:
        graph = convert(options.model, options.output, options.name)
        if options.check:
            from . import check
            return check.run(options, graph)
    except ConvertError as e:
        print(f"inlay-convert: {options.model}: {e}", file=sys.stderr)
        return 2
    except OSError as e:
        what = f"cannot read '{e.filename}': {_reason(e)}" if e.filename else str(e)
        print(f"inlay-convert: {what}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
