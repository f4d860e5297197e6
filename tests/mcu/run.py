#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Builds converted models for small processors (Cortex-M, RISC-V, A64), runs them under QEMU, compares the bytes with TensorFlow
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
    """A board of QEMU, and who compiles for it."""
    machine: str
    flags: str
    flash: tuple = (0, 4 << 20)
    ram: tuple = (0x20000000, 4 << 20)
    family: str = "cortex_m"  # of start-ups, in board/

    qemu = property(lambda self: {"cortex_m": "qemu-system-arm", "riscv": "qemu-system-riscv32", "aarch64": "qemu-system-aarch64"}[self.family])
    tools = property(lambda self: {"cortex_m": "arm-none-eabi-", "riscv": "riscv64-unknown-elf-", "aarch64": "aarch64-linux-gnu-"}[self.family])


CORES = {
    "m0": Core("mps2-an385", "-mcpu=cortex-m0"),     # M0 code; QEMU's M0 board has too little memory
    "m3": Core("mps2-an385", "-mcpu=cortex-m3"),
    "m4": Core("mps2-an386", "-mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard"),
    "m7": Core("mps2-an500", "-mcpu=cortex-m7 -mfpu=fpv5-d16 -mfloat-abi=hard"),
    "m33": Core("mps2-an505", "-mcpu=cortex-m33 -mfpu=fpv5-sp-d16 -mfloat-abi=hard", (0x10000000, 4 << 20), (0x38000000, 2 << 20)),
    "m55": Core("mps3-an547", "-mcpu=cortex-m55 -mfloat-abi=hard", (0, 512 << 10), (0x20000000, 512 << 10)),
    "rv32": Core("virt", "-march=rv32imac -mabi=ilp32", (0x80000000, 4 << 20), (0x80800000, 4 << 20), "riscv"),
    "a64": Core("virt -cpu cortex-a53", "-march=armv8-a", (0x40100000, 4 << 20), (0x41000000, 4 << 20), "aarch64"),
    "a76": Core("virt -cpu max", "-mcpu=cortex-a76", (0x40100000, 4 << 20), (0x41000000, 4 << 20), "aarch64"),  # with dot products
}
FILES = {"ad": "ad01_int8", "kws": "kws_ref_model", "ic": "pretrainedResnet_quant", "vww": "vww_96_int8",
         "ic02": "pretrainedResnet_large_int8", "sww": "str_ww_ref_model"}
EMPTY_MOST = 200  # bytes that inlay may cost a program that computes nothing
FLAGS = ("-std=c++20 -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti -fno-threadsafe-statics "
         "-fno-unwind-tables -fno-asynchronous-unwind-tables -Wall -Wextra -Wno-psabi -DINLAY_NO_HOST "
         "-nostartfiles -Wl,--gc-sections -Wl,--no-warn-rwx-segments")


def family_flags(core):
    """What makes a bare machine's program with each compiler."""
    if core.family == "cortex_m":
        return ["-mthumb", "--specs=nano.specs", "--specs=nosys.specs"]
    if core.family == "aarch64":  # Linux's compiler, without Linux
        return ["-static", "-no-pie", "-fno-pie", "-fno-stack-protector", "-nostdlib", "-Wl,--build-id=none"]
    # Debian's compiler for RISC-V comes without C++ headers; the four that inlay includes are the same everywhere.
    headers = sorted(Path("/usr/lib/arm-none-eabi/include/c++").glob("*"))[-1]
    return ["-mcmodel=medany", "-march=rv32imac_zicsr", "-nostdinc++", "-isystem", str(headers), "-isystem",
            str(headers / "arm-none-eabi/thumb/v6-m/nofp"), "--specs=picolibc.specs"]


def models(folder, wanted):
    found = {n: folder / f"{f}.tflite" for n, f in FILES.items() if (folder / f"{f}.tflite").exists()}
    found |= {n: ROOT / f"tests/quant/{n}.tflite" for n in ("tiny_chain", "tiny_dag", "tiny_idle", "tiny_mixed")}
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


def build(image, source, core, options, *definitions):
    """One image: a program on the board's start-up."""
    c = CORES[core]
    image.parent.mkdir(parents=True, exist_ok=True)
    places = {"flash_at": c.flash[0], "flash_size": c.flash[1], "ram_at": c.ram[0], "ram_size": c.ram[1]}
    compiler, flags = c.tools + "g++", [*options.optimise.split(), *c.flags.split(), *FLAGS.split(), *family_flags(c)]
    link = [f"-T{HERE / 'board/link.ld'}", *(f"-Wl,--defsym={k}={v:#x}" for k, v in places.items())]
    sources, libraries = [HERE / f"board/{c.family}.cpp", HERE / source], []
    if c.family == "riscv":  # objects first: zicsr belongs to no library, and its g++ asks for a libstdc++ that is not there
        objects = [image.with_suffix(f".{i}.o") for i in range(2)]
        for o, file in zip(objects, sources):
            subprocess.run([compiler, *flags, f"-I{ROOT / 'include'}", *definitions, "-c", str(file), "-o", str(o)], check=True)
        compiler, sources = c.tools + "gcc", objects
        flags = [f for f in flags if f != "-march=rv32imac_zicsr"]
    if c.family == "aarch64":
        libraries = ["-lgcc"]
    subprocess.run([compiler, *flags, f"-I{ROOT / 'include'}", *definitions, *link, *map(str, sources), *libraries,
                    "-o", str(image)], check=True)
    return image


def empty(core, options):
    """Bytes of an image with a network of no operation, and of one with an empty main."""
    folder = WORK / f"empty-{core}"
    return [flash(build(folder / name, f"{name}.cpp", core, options), core) for name in ("empty", "floor")]


def run(image, core, x, plugin, hot):
    folder = image.parent
    for old in ("outputs.bin", "facts.bin", "count.txt"):
        (folder / old).unlink(missing_ok=True)
    (folder / "inputs.bin").write_bytes(x.tobytes())
    arguments = f"{plugin},out=count.txt" + (",hot=1" if hot else "")
    bare = {"cortex_m": [], "riscv": ["-bios", "none"], "aarch64": ["-nic", "none"]}[CORES[core].family]
    subprocess.run([CORES[core].qemu, "-M", *CORES[core].machine.split(), *bare, "-display", "none", "-monitor", "none", "-serial", "none",
                    "-semihosting-config", "enable=on,target=native", "-kernel", str(image), "-plugin", arguments],
                   cwd=folder, stdin=subprocess.DEVNULL, check=True, timeout=1200)
    lines = (folder / "count.txt").read_text().split("\n")
    counts = [int(line) for line in lines if line.isdigit()]
    if hot:
        heat(image, core, [line.split() for line in lines if " " in line])
    facts = np.frombuffer((folder / "facts.bin").read_bytes(), "<u4").tolist()
    return np.frombuffer((folder / "outputs.bin").read_bytes(), np.int8).reshape(len(x), -1), counts, facts


def heat(image, core, lines, most=60):
    """Instructions run by each function, and those that run most often, as objdump shows them."""
    counts = {int(a, 16): int(n) for a, n in lines}
    often = {a for n, a in sorted(((n, a) for a, n in counts.items()), reverse=True)[:most]}
    listing = subprocess.run([CORES[core].tools + "objdump", "-d", "-C", str(image)], capture_output=True, text=True).stdout
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


def flash(image, core):
    """Bytes of code and constants in flash."""
    out = subprocess.run([CORES[core].tools + "size", str(image)], capture_output=True, text=True, check=True).stdout
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
            image = build(WORK / f"{name}-{core}/image", "run_model.cpp", core, options,
                          f'-DHEADER="{header}"', f"-DMODEL={name}_int8")
            y, counts, (stack, arena, weights) = run(image, core, x, plugin, options.hot)
            equal = int((y == expected).all(1).sum())
            bad += equal != len(x)
            row = {"model": name, "core": core, "rows": len(x), "rows_equal": equal, "instructions": max(counts), "macs": macs,
                   "flash_code_bytes": flash(image, core) - weights, "flash_weight_bytes": weights, "arena_bytes": arena,
                   "stack_bytes": stack, "output_hash": hashlib.sha256(y.tobytes()).hexdigest()[:16]}
            rows.append(row)
            print(f"{name:10} {core:4} {equal:>4} of {len(x):<4} {row['instructions']:>13,} {row['instructions'] / macs:>8.3f} "
                  f"{row['flash_code_bytes']:>7} {weights:>8} {arena:>7} {stack:>6}", flush=True)
    print(f"\n{'empty network':15} {'image':>6} {'empty main':>11} {'more':>5}")
    for core in cores:
        image, floor = empty(core, options)
        bad += image - floor > EMPTY_MOST
        print(f"{core:15} {image:>6} {floor:>11} {image - floor:>5}", flush=True)
    hashes = {(r["model"], r["rows"]): {o["output_hash"] for o in rows if o["model"] == r["model"]} for r in rows}
    for (name, _), different in hashes.items():
        if len(different) > 1:
            print(f"{name}: cores give different outputs")
            bad += 1
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
