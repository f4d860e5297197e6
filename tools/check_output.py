#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""check_output.py EXPECTED PROGRAM [ARGUMENT...]: runs a program and compares what it prints.

Lines are equal up to blanks at their end. In EXPECTED two marks stand for what varies from run to run:
    <#>     a number: 12, -0.5, 1.2e-3, nan (where columns are padded, write the blanks around it freely)
    <...>   alone on a line: any lines, also none
"""
import difflib
import re
import subprocess
import sys

NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|nan|inf)"


def pattern(line: str) -> re.Pattern:
    if "<#>" not in line:
        return re.compile(re.escape(line) + "$")
    parts = [re.sub(r"(?:\\ )+$|^(?:\\ )+", r" *", re.escape(p)) for p in line.split("<#>")]
    return re.compile(NUMBER.join(parts) + "$")


def matches(expected: list[str], printed: list[str]) -> bool:
    """Both lists line by line; <...> tries every length."""
    reach = {0}                                        # how many printed lines may be used up so far
    for line in expected:
        if line.strip() == "<...>":
            reach = set(range(min(reach), len(printed) + 1)) if reach else reach
        else:
            match = pattern(line).match
            reach = {n + 1 for n in reach if n < len(printed) and match(printed[n])}
    return len(printed) in reach


def main() -> int:
    path, *command = sys.argv[1:]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if run.returncode:
        print(run.stdout, end="")
        print(f"{command[0]}: exit code {run.returncode}")
        return 1
    with open(path) as file:
        expected = [line.rstrip() for line in file.read().rstrip().split("\n")]
    printed = [line.rstrip() for line in run.stdout.rstrip().split("\n")]
    if matches(expected, printed):
        return 0
    print("\n".join(difflib.unified_diff(expected, printed, path, "printed", lineterm="")))
    return 1


sys.exit(main())
