#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Compiles mistakes and reads what the compiler says about them.

    run.py [-I FOLDER] [--show] [COMPILER | CASE.cpp]...

A case is a .cpp file beside this script:

    // must say: REGEX                     the message, matched with newlines as blanks
    // compilers: g++ clang++-19           optional: these only
    using net = network<... wrong ...>;    // .bad
    // using net = network<... right ...>; // .ok

It must not compile: one error, at most 8 lines (source excerpts are not printed and not counted),
matching REGEX. With the .bad lines taken out and the .ok lines put in it must compile without a word.
Compilers: those named, else whichever of g++, clang++-14 and clang++-19 are installed.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
COMPILERS = ["g++", "clang++-14", "clang++-19"]
MAX_LINES = 8


def compile_text(compiler: str, include: str, text: str) -> tuple[bool, str]:
    caret = "-fno-caret-diagnostics" if "clang" in os.path.basename(compiler) else "-fno-diagnostics-show-caret"
    run = subprocess.run(
        [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", caret, "-I", include, "-x", "c++", "-"],
        input=text, text=True, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"})
    return run.returncode == 0, run.stderr.rstrip()


def readable(output: str) -> str:
    """One line; clang 14's character packs 'f', 'c', '2', '\\x00' as the text they spell: fc2."""
    def join(pack: re.Match) -> str:
        return "".join(c for c in re.findall(r"'(\\.[^']*|[^'])'", pack[0]) if not c.startswith("\\"))
    output = output.replace("\n", " ")
    return re.sub(r"(?:'(?:\\[^']+|[^'])', )+'(?:\\[^']+|[^'])'", join, output)


def swapped(text: str) -> str:
    """The twin: .bad lines out, .ok lines in; line numbers stay."""
    lines = []
    for line in text.split("\n"):
        if re.search(r"//\s*\.bad\s*$", line):
            line = ""
        elif re.search(r"//\s*\.ok\s*$", line):
            line = re.sub(r"^(\s*)//\s?", r"\1", line)
        lines.append(line)
    return "\n".join(lines)


def check(case: pathlib.Path, compiler: str, include: str) -> tuple[list[str], str]:
    """What is wrong with the case (nothing: it passed), and the compiler's output."""
    text = f'#line 1 "{case.name}"\n' + case.read_text()
    says = re.search(r"^// must say: (.+)", text, re.M)
    if not says or swapped(text) == text:
        return ["the case lacks its `// must say:` line, or a `// .bad` and a `// .ok` line"], ""

    wrong = []
    compiled, output = compile_text(compiler, include, text)
    lines, errors = len(output.split("\n")), len(re.findall(r"\berror: ", output))
    if compiled:
        wrong.append("compiles, and should not")
    else:
        if not re.search(says[1].strip(), readable(output)):
            wrong.append(f"does not say: {says[1]}")
        if lines > MAX_LINES:
            wrong.append(f"takes {lines} lines, {MAX_LINES} are allowed")
        if errors != 1:
            wrong.append(f"{errors} errors for one mistake")

    compiled, twin_output = compile_text(compiler, include, swapped(text))
    if not compiled or twin_output:
        wrong.append("its twin does not compile cleanly:\n" + twin_output)
    return wrong, f"({lines} lines)\n{output}"


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("-I", dest="include", default="include")
    parser.add_argument("--show", action="store_true", help="print every message, also of cases that pass")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()

    include = str(HERE.parent.parent / arguments.include)
    cases = [pathlib.Path(n) for n in arguments.names if n.endswith(".cpp")] or sorted(HERE.glob("*.cpp"))
    compilers = [n for n in arguments.names if not n.endswith(".cpp")] or [c for c in COMPILERS if shutil.which(c)]

    jobs = []
    for case in cases:
        only = re.search(r"^// compilers: (.+)", case.read_text(), re.M)
        jobs += [(case, c) for c in compilers if not only or os.path.basename(c) in only[1].split()]

    passed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda job: check(*job, include), jobs)
        for (case, compiler), (wrong, output) in zip(jobs, results):
            passed += not wrong
            if wrong or arguments.show:
                print(f"--- {case.stem}, {os.path.basename(compiler)}: {'; '.join(wrong) or 'ok'} {output}")
    print(f"compile_fail: {passed} passed, {len(jobs) - passed} failed")
    return 0 if jobs and passed == len(jobs) else 1


sys.exit(main())
