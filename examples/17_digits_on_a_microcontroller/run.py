#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Trains, converts, and runs the int8 network on this machine and on a Cortex-M4 under QEMU.

    examples/17_digits_on_a_microcontroller/run.py [PROGRAM]    # PROGRAM: digits.cpp, built; else it is built here

Needs numpy and safetensors (as inlay-convert), arm-none-eabi-g++ and qemu-system-arm; without one of them it says
so and ends with 77.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def missing():
    modules = [m for m in ("numpy", "safetensors") if importlib.util.find_spec(m) is None]
    return modules + [c for c in ("arm-none-eabi-g++", "qemu-system-arm") if shutil.which(c) is None]


def main():
    if missing():
        print("skipped: not installed:", ", ".join(missing()))
        return 77
    sys.path[:0] = [str(ROOT / "tools/convert"), str(ROOT / "tests/mcu")]
    import run as mcu
    from inlay_convert import cli

    compiler = os.environ.get("CXX", "g++")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = sys.argv[1] if len(sys.argv) > 1 else folder / "train"
        if len(sys.argv) < 2:
            subprocess.run([compiler, "-std=c++20", "-O2", "-march=native", f"-I{ROOT / 'include'}", str(HERE / "digits.cpp"),
                            "-o", str(program)], check=True)
        subprocess.run([str(program), name], check=True)

        cli.convert(folder / "digits.safetensors", folder / "digits.hpp")
        subprocess.run([compiler, "-std=c++20", "-O2", "-DON_HOST", f"-I{ROOT / 'include'}", f"-I{name}", str(HERE / "device/main.cpp"),
                        "-o", str(folder / "host")], check=True)
        subprocess.run([str(folder / "host")], cwd=name, check=True)
        here = (folder / "predictions.bin").read_bytes()

        image = mcu.build(folder / "image", HERE / "device/main.cpp", "m4", SimpleNamespace(optimise="-O2"), f"-I{name}",
                          f"-I{ROOT / 'tests/mcu/board'}")
        (folder / "predictions.bin").unlink()
        subprocess.run(["qemu-system-arm", "-M", mcu.CORES["m4"].machine, "-display", "none", "-monitor", "none", "-serial", "none",
                        "-semihosting-config", "enable=on,target=native", "-kernel", str(image)], cwd=name,
                       stdin=subprocess.DEVNULL, check=True, timeout=600)
        there = (folder / "predictions.bin").read_bytes()

        labels = (folder / "digits.bin").read_bytes()[64::65]
        for where, predicted in (("this machine", here), ("Cortex-M4", there)):
            print(f"frozen, on {where + ':':<17}  {100 * sum(p == l for p, l in zip(predicted, labels)) / len(labels):.2f} %")
        print("the same predictions on both" if here == there and len(here) == len(labels) else "the predictions differ")
        return 0 if here == there and len(here) == len(labels) else 1


if __name__ == "__main__":
    sys.exit(main())
