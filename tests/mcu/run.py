#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Builds converted models for microcontrollers, runs them under QEMU, compares the bytes with TensorFlow
Lite for Microcontrollers (PyPI's tflite-micro).

    tests/mcu/run.py [--models kws,ic] [--cores m4] [--rows 20] [--hot]

Models are those of MLPerf Tiny where their folder is there, and the small ones of tests/quant. Prints a
table, writes build/results/mcu.json.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tests/mcu"
WORK = ROOT / "build/mcu"
sys.path.insert(0, str(ROOT / "tools/convert"))
from inlay_convert import check, cli  # noqa: E402


@dataclass
class Core:
    machine: str
    flags: str
    flash: tuple = (0, 4 << 20)
    ram: tuple = (0x20000000, 4 << 20)


CORES = {
    "m0": Core("mps2-an385", "-mcpu=cortex-m0"),     # M0 code; QEMU's M0 board has too little memory
    "m3": Core("mps2-an385", "-mcpu=cortex-m3"),
    "m4": Core("mps2-an386", "-mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard"),
    "m7": Core("mps2-an500", "-mcpu=cortex-m7 -mfpu=fpv5-d16 -mfloat-abi=hard"),
    "m33": Core("mps2-an505", "-mcpu=cortex-m33 -mfpu=fpv5-sp-d16 -mfloat-abi=hard", (0x10000000, 4 << 20), (0x38000000, 2 << 20)),
    "m55": Core("mps3-an547", "-mcpu=cortex-m55 -mfloat-abi=hard", (0, 512 << 10), (0x20000000, 512 << 10)),
}
FILES = {"ad": "ad01_int8", "kws": "kws_ref_model", "ic": "pretrainedResnet_quant", "vww": "vww_96_int8",
         "ic02": "pretrainedResnet_large_int8", "sww": "str_ww_ref_model"}
FLAGS = ("-std=c++20 -mthumb -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti -fno-threadsafe-statics "
         "-fno-unwind-tables -fno-asynchronous-unwind-tables -Wall -Wextra -Wno-psabi -DINLAY_NO_HOST "
         "-nostartfiles --specs=nano.specs --specs=nosys.specs -Wl,--gc-sections -Wl,--no-warn-rwx-segments")


def models(folder, wanted):
    found = {n: folder / f"{f}.tflite" for n, f in FILES.items() if (folder / f"{f}.tflite").exists()}
    found |= {n: ROOT / f"tests/quant/{n}.tflite" for n in ("tiny_chain", "tiny_dag", "tiny_idle")}
    for n in wanted:
        if n not in found:
            sys.exit(f"tests/mcu/run.py: model {n}: expected one of {', '.join(found)} (others where --folder has their files)")
    return {n: found[n] for n in wanted or found}


def inputs_of(name, path, size, rows):
    """Given inputs first, then random ones."""
    given = path.parent / "kws01_inputs_i8_1000x49x10.bin"
    x = np.random.default_rng(11).integers(-128, 128, (rows, size), dtype=np.int8)
    if name == "kws" and given.exists():
        x[: (rows + 1) // 2] = np.fromfile(given, np.int8).reshape(-1, size)[: (rows + 1) // 2]
    return x


def build(name, header, core, options):
    c, folder = CORES[core], WORK / f"{name}-{core}"
    folder.mkdir(parents=True, exist_ok=True)
    image = folder / "image"
    places = {"flash_at": c.flash[0], "flash_size": c.flash[1], "ram_at": c.ram[0], "ram_size": c.ram[1]}
    command = ["arm-none-eabi-g++", *options.optimise.split(), *c.flags.split(), *FLAGS.split(), f"-I{ROOT / 'include'}",
               f'-DHEADER="{header}"', f"-DMODEL={name}_int8", f"-T{HERE / 'board/link.ld'}",
               *(f"-Wl,--defsym={k}={v:#x}" for k, v in places.items()),
               str(HERE / "board/startup.cpp"), str(HERE / "run_model.cpp"), "-o", str(image)]
    subprocess.run(command, check=True)
    return image


def run(image, core, x, plugin, hot):
    folder = image.parent
    for old in ("outputs.bin", "facts.bin", "count.txt"):
        (folder / old).unlink(missing_ok=True)
    (folder / "inputs.bin").write_bytes(x.tobytes())
    arguments = f"{plugin},out=count.txt" + (",hot=1" if hot else "")
    subprocess.run(["qemu-system-arm", "-M", CORES[core].machine, "-display", "none", "-monitor", "none", "-serial", "none",
                    "-semihosting-config", "enable=on,target=native", "-kernel", str(image), "-plugin", arguments],
                   cwd=folder, stdin=subprocess.DEVNULL, check=True, timeout=1200)
    lines = (folder / "count.txt").read_text().split("\n")
    counts = [int(line) for line in lines if line.isdigit()]
    if hot:
        heat(image, [line.split() for line in lines if " " in line])
    facts = np.frombuffer((folder / "facts.bin").read_bytes(), "<u4").tolist()
    return np.frombuffer((folder / "outputs.bin").read_bytes(), np.int8).reshape(len(x), -1), counts, facts


def heat(image, lines, most=60):
    """Instructions run by each function, and those that run most often, as objdump shows them."""
    counts = {int(a, 16): int(n) for a, n in lines}
    often = {a for n, a in sorted(((n, a) for a, n in counts.items()), reverse=True)[:most]}
    listing = subprocess.run(["arm-none-eabi-objdump", "-d", "-C", str(image)], capture_output=True, text=True).stdout
    functions, shown, title = {}, [], ""
    for line in listing.split("\n"):
        address = line.split(":")[0].strip()
        if line.endswith(">:"):
            title = line[9:]
            shown.append(title[:150])
        elif address and all(ch in "0123456789abcdef" for ch in address):
            n = counts.get(int(address, 16), 0)
            functions[title] = functions.get(title, 0) + n
            if int(address, 16) in often:
                shown.append(f"{n:12d} {line}")
    print("\n".join(s for s, after in zip(shown, shown[1:] + ["<"]) if s[0] != "<" or after[0] != "<"))
    for title, n in sorted(functions.items(), key=lambda f: -f[1])[:16]:
        print(f"{n:12d} {title.replace('inlay::kernels::int8::', '').replace('inlay::', '')[:140]}")


def flash(image):
    """Bytes of code and constants in flash."""
    out = subprocess.run(["arm-none-eabi-size", str(image)], capture_output=True, text=True, check=True).stdout
    text, data = out.split("\n")[1].split()[:2]
    return int(text) + int(data)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", default="")
    parser.add_argument("--cores", default="m4")
    parser.add_argument("--rows", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("MLPERF_TINY", ROOT / "../shared/models/mlperf_tiny")))
    parser.add_argument("--optimise", default="-O2")
    parser.add_argument("--hot", action="store_true", help="print the instructions that run most often")
    options = parser.parse_args()
    cores = options.cores.split(",")
    for core in cores:
        if core not in CORES:
            parser.error(f"core {core}: expected one of {', '.join(CORES)}")
    WORK.mkdir(parents=True, exist_ok=True)
    plugin = WORK / "libcount.so"
    subprocess.run(["gcc", "-O2", "-Wall", "-shared", "-fPIC", "-fvisibility=hidden", str(HERE / "count/count.c"),
                    "-o", str(plugin)], check=True)
    rows, bad = [], 0
    print(f"{'model':10} {'core':4} {'rows equal':>10} {'instructions':>13} {'per MAC':>8} {'code':>7} {'weights':>8} {'arena':>7} {'stack':>6}")
    for name, path in models(options.folder.resolve(), [m for m in options.models.split(",") if m]).items():
        header = WORK / f"{name}.hpp"
        graph = cli.convert(path, header, name)
        x = inputs_of(name, path, int(np.prod(graph.tensors[graph.inputs[0]].shape)), options.rows)
        expected = check.run_tflm(path, x)
        macs = macs_of(graph)
        for core in cores:
            image = build(name, header, core, options)
            y, counts, (stack, arena, weights) = run(image, core, x, plugin, options.hot)
            equal = int((y == expected).all(1).sum())
            bad += equal != len(x)
            row = {"model": name, "core": core, "rows": len(x), "rows_equal": equal, "instructions": max(counts), "macs": macs,
                   "flash_code_bytes": flash(image) - weights, "flash_weight_bytes": weights, "arena_bytes": arena,
                   "stack_bytes": stack, "output_hash": hashlib.sha256(y.tobytes()).hexdigest()[:16]}
            rows.append(row)
            print(f"{name:10} {core:4} {equal:>4} of {len(x):<3} {row['instructions']:>13,} {row['instructions'] / macs:>8.3f} "
                  f"{row['flash_code_bytes']:>7} {weights:>8} {arena:>7} {stack:>6}", flush=True)
    (ROOT / "build/results").mkdir(parents=True, exist_ok=True)
    cli.write_whole(ROOT / "build/results/mcu.json", lambda path: Path(path).write_text(json.dumps(rows, indent=1) + "\n"))
    return 1 if bad else 0


def macs_of(graph):
    """Of the original model."""
    total = 0
    for op in graph.ops:
        if op.kind in ("conv2d", "depthwise_conv2d", "dense"):
            w = graph.tensors[op.inputs[1]]
            out = int(np.prod(graph.tensors[op.output].shape))
            filters = w.shape[-1] if op.kind == "depthwise_conv2d" else w.shape[0]
            total += out * (int(np.prod(w.shape)) // filters)
    return total


if __name__ == "__main__":
    sys.exit(main())
