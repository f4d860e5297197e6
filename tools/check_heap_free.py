#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""check_heap_free.py NM OBJECT...: fails if an object file refers to the heap or to exceptions, or if a variable whose
name ends in _in_bss lies elsewhere."""
import re
import subprocess
import sys

FORBIDDEN = re.compile(r"^(_Zn[wa]\w*|_Zd[la]\w*|malloc|calloc|realloc|free|__cxa_throw|__cxa_allocate_exception)$")


def main() -> int:
    nm, *objects = sys.argv[1:]
    names = subprocess.run([nm, "-P", "--undefined-only", *objects], check=True, text=True,
                           capture_output=True).stdout.split("\n")
    found = sorted({n.split()[0] for n in names if n and FORBIDDEN.match(n.split()[0])})
    defined = subprocess.run([nm, "-P", "--defined-only", *objects], check=True, text=True, capture_output=True).stdout
    found += [n for n, kind in re.findall(r"^(\w+_in_bss) (\w)", defined, re.M) if kind not in "bB"]
    print("heap or exceptions used, or not in .bss: " + ", ".join(found) if found else "no heap, no exceptions")
    return 1 if found else 0


sys.exit(main())
