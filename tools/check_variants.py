#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""check_variants.py NM OBJECT...: variants of one file for several instruction sets define nothing in common.

A symbol that two of them define would be kept once by the linker: code for one instruction set in place of another.
"""
import subprocess
import sys


def defined(nm: str, path: str) -> set[str]:
    lines = subprocess.run([nm, "--defined-only", "--extern-only", path], check=True, stdout=subprocess.PIPE, text=True)
    return {line.split()[-1] for line in lines.stdout.splitlines() if line.split() and len(line.split()) > 1}


def main() -> int:
    nm, *objects = sys.argv[1:]
    if len(objects) < 2:
        sys.exit("check_variants: expected two objects or more")
    seen: dict[str, str] = {}
    shared = 0
    for path in objects:
        symbols = defined(nm, path)
        if not symbols:
            sys.exit(f"check_variants: {path} defines nothing")
        for symbol in sorted(symbols):
            # What has no code of its own: the compiler's and the linker's.
            if symbol.startswith(("DW.ref.", "__x86.", "__clang_call_terminate")):
                continue
            if symbol in seen:
                print(f"{symbol} is defined by {seen[symbol]} and by {path}")
                shared += 1
            seen[symbol] = path
    return 1 if shared else 0


if __name__ == "__main__":
    sys.exit(main())
