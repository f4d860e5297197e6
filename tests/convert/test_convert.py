#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""tools/convert: headers do not drift, the intermediate form loses nothing, bad files give one error.

    python tests/convert/test_convert.py [MUTATIONS]     # numpy and safetensors are all it needs
"""

import contextlib
import io
import json
import os
import random
import struct
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/convert"))
from inlay_convert import cli, header, tflite  # noqa: E402
from inlay_convert.graph import ConvertError, Graph  # noqa: E402

MODELS = [ROOT / "tests/quant/tiny_chain.tflite", ROOT / "tests/quant/tiny_dag.tflite",
          ROOT / "tests/quant/tiny_idle.tflite", ROOT / "tests/quant/tiny_mixed.tflite",
          ROOT / "tests/quant/tiny_one_channel.tflite", ROOT / "tests/convert/float_dag.tflite",
          ROOT / "tests/convert/float_mixed.tflite"]
SAVED = [ROOT / f"tests/quant/{which}_{form}.safetensors" for which in ("saved", "plain") for form in ("chain", "dag")]  # by save_graph, in C++
MUTATIONS = 2000


def run(*arguments):
    """The command's exit code and what it wrote to stderr."""
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        code = cli.main([str(a) for a in arguments])
    return code, err.getvalue()


class Convert(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = Path(self.folder.name, "model.hpp")

    def tearDown(self):
        self.folder.cleanup()

    def test_committed_headers(self):
        for model in MODELS + SAVED:
            self.assertEqual(run(model, "-o", self.out), (0, ""))
            self.assertEqual(self.out.read_text(), model.with_suffix(".hpp").read_text())

    def test_intermediate_form(self):
        for model in MODELS + SAVED:
            graph = cli.read(model)
            between = Path(self.folder.name, "model.safetensors")
            self.assertEqual(run(model, "-o", between)[0], 0)
            self.assertEqual(header.write(Graph.load(between)), header.write(graph))
            between.write_bytes(between.read_bytes()[:-1])
            self.assertEqual(run(between, "-o", self.out)[0], 2)

    def form(self):
        """A graph in the intermediate form: its JSON, its arrays."""
        from safetensors import safe_open
        between = Path(self.folder.name, "model.safetensors")
        run(MODELS[1], "-o", between)
        with safe_open(between, "np") as f:
            return json.loads(f.metadata()["inlay.graph"]), {k: f.get_tensor(k) for k in f.keys()}

    def test_names(self):
        between = Path(self.folder.name, "model.safetensors")
        run(MODELS[0], "-o", between)
        self.assertEqual(run(between, "-o", self.out, "--name", "other"), (0, ""))
        self.assertIn("struct other : network<", self.out.read_text())
        for name in ("a b", "1st", "x; int y", "\u00e9"):
            code, message = run(MODELS[0], "-o", self.out, "--name", name)
            self.assertEqual(code, 2)
            self.assertIn("--name", message)

    def test_mutations_of_the_intermediate_form(self):
        """Whatever a file says of its graph: a header, or one sentence; nothing that a name could smuggle in."""
        from safetensors.numpy import save
        source = random.Random(2)
        form, arrays = self.form()
        between = Path(self.folder.name, "model.safetensors")
        accepted = 0
        for _ in range(MUTATIONS // 10):
            bad = json.loads(json.dumps(form))
            places, stack = [], [bad]
            while stack:
                at = stack.pop()
                for key in at if isinstance(at, dict) else range(len(at)):
                    places.append((at, key))
                    if isinstance(at[key], (dict, list)):
                        stack.append(at[key])
            at, key = source.choice(places)
            at[key] = source.choice((None, -1, 0, 1, 7, 1 << 40, 0.5, float("nan"), "", "x", "a\n#error", "a\\", [], [3, 3], {}))
            between.write_bytes(save(arrays, {"inlay.graph": json.dumps(bad)}))
            self.out.unlink(missing_ok=True)
            code, message = run(between, "-o", self.out)
            if code == 0:
                accepted += 1
                self.assertNotIn("#error", self.out.read_text())
            else:
                self.assertEqual((code, message.count("\n"), self.out.exists()), (2, 1, False), message)
        self.assertLess(accepted, MUTATIONS // 10)

    def test_values_without_extents(self):
        from safetensors.numpy import save
        form, arrays = self.form()
        form["tensors"][next(o for o in form["ops"] if o["kind"] == "dense")["output"]]["shape"] = []
        between = Path(self.folder.name, "model.safetensors")
        between.write_bytes(save(arrays, {"inlay.graph": json.dumps(form)}))
        code, message = run(between, "-o", self.out)
        self.assertEqual((code, self.out.exists()), (2, False))
        self.assertIn("a value without extents", message)

    def refuse(self, data, *words):
        model = Path(self.folder.name, "bad.tflite")
        model.write_bytes(data)
        code, message = run(model, "-o", self.out)
        self.assertEqual(code, 2, message)
        self.assertEqual(message.count("\n"), 1, message)
        for word in words:
            self.assertIn(word, message)
        self.assertEqual(os.listdir(self.folder.name), ["bad.tflite"])

    def test_refusals(self):
        data = MODELS[0].read_bytes()
        self.refuse(b"", "TFL3")
        self.refuse(data[:4] + b"TFL2" + data[8:], "TFL3")
        self.refuse(data[:5], "bytes 4 to 7 of 5")
        self.refuse(data[:len(data) // 2], "truncated file", f"the file has {len(data) // 2}")
        # the operator code of SOFTMAX (25) becomes that of SVDF (27): both fields of the table
        codes = [i for i in range(len(data) - 4) if struct.unpack_from("<i", data, i)[0] == 25]
        bad = bytearray(data)
        for i in codes:
            struct.pack_into("<i", bad, i, 27)
        self.refuse(bytes(bad), "bad.tflite: op 8 SVDF: unsupported operation", "computes tensor 21 'unit'")
        for i in codes:
            struct.pack_into("<i", bad, i, 120)
        self.refuse(bytes(bad), "op 8 NON_MAX_SUPPRESSION_V4: unsupported")
        for i in codes:
            struct.pack_into("<i", bad, i, 32)
        self.refuse(bytes(bad), "op 8 CUSTOM '': unsupported")

    def test_truncated(self):
        """However short a file is, wherever a number leads: what was being read."""
        data = MODELS[0].read_bytes()
        def part(bad):
            with self.assertRaises(ConvertError) as e:
                tflite.read(bad)
            start, what, why = str(e.exception).split(": ")
            self.assertEqual((start, why.split(", ")[1]), ("corrupt or truncated file", f"the file has {len(bad)}"))
            return what
        self.assertEqual({part(data[:size]) for size in range(8, 5000, 7)}, {"model", "subgraphs", "operator codes"})
        weights = next(t.data for t in cli.read(MODELS[0]).tensors if t.data is not None).tobytes()
        at = data.index(struct.pack("<I", len(weights)) + weights)
        self.assertEqual(part(data[:at] + b"\xff\xff\xff\x0f" + data[at + 4:]), "op 0 CONV_2D, tensor 1")

    def test_no_file(self):
        for name in ("none.tflite", "none.safetensors"):
            model = Path(self.folder.name, name)
            self.assertEqual(run(model, "-o", self.out), (2, f"inlay-convert: cannot read '{model}': no such file\n"))
        self.assertEqual(run(self.folder.name, "-o", self.out), (2, f"inlay-convert: cannot read '{self.folder.name}': a folder\n"))
        out = Path(self.folder.name, "none", "model.hpp")
        self.assertEqual(run(MODELS[0], "-o", out), (2, f"inlay-convert: cannot write '{out}': no such folder\n"))
        self.assertEqual(run(MODELS[0], "-o", self.folder.name)[0], 2)
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_means_of_other_axes(self):
        data = (ROOT / "tests/quant/tiny_mixed.tflite").read_bytes()
        axes = struct.pack("<I2i", 8, 1, 2)  # bytes and numbers of the constant
        self.assertIn(axes, data)
        self.refuse(data.replace(axes, struct.pack("<I2i", 8, 1, 3), 1), "MEAN", "axes [1, 3]", "[7, 5, 12]")

    def test_floats(self):
        """Weights as bytes in the order of a model's storage; --check wants floats."""
        model = ROOT / "tests/convert/float_dag.tflite"
        weight = next(t.data for t in cli.read(model).tensors if t.data is not None)  # (O, H, W, I)
        self.assertEqual(run(model, "-o", self.out), (0, ""))
        stored = header._text(weight.transpose(1, 2, 3, 0).astype("<f4").tobytes())
        self.assertIn(stored, self.out.read_text())

    def test_dynamic_shape(self):
        graph = cli.read(MODELS[0])
        self.assertEqual(graph.tensors[graph.inputs[0]].shape, [9, 7, 3])
        data = MODELS[0].read_bytes()
        shape = struct.pack("<5i", 4, 1, 9, 7, 3)  # length and extents of the input
        at = data.index(shape)
        bad = data[:at] + struct.pack("<5i", 4, 1, -1, 7, 3) + data[at + 20:]
        self.refuse(bad, "tensor 0", "[1, -1, 7, 3]")

    def test_mutations(self):
        """Any bytes give a graph whose header can be written, or a ConvertError."""
        source = random.Random(1)
        originals = [m.read_bytes() for m in MODELS]
        accepted = 0
        for _ in range(MUTATIONS):
            data = bytearray(source.choice(originals))
            for _ in range(source.choice((1, 1, 2, 4, 16))):
                kind, at = source.randrange(4), source.randrange(len(data))
                if kind == 0:
                    data[at] = source.randrange(256)
                elif kind == 1:
                    data[at] ^= 1 << source.randrange(8)
                elif kind == 2:
                    data[at:at + 4] = struct.pack("<I", source.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, len(data), at)))
                else:
                    del data[at:at + source.randrange(1, 64)]
                if not data:
                    data = bytearray(b"\0")
            try:
                header.write(tflite.read(bytes(data), "m"))
                accepted += 1
            except ConvertError as e:
                self.assertTrue(str(e) and "\n" not in str(e), repr(str(e)))
        self.assertLess(accepted, MUTATIONS)
        self.assertGreater(accepted, MUTATIONS // 100)  # weights changed, most likely


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        MUTATIONS = int(sys.argv.pop(1))
    unittest.main()
