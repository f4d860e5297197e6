#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Writes single_include/: the whole library in inlay/inlay.hpp, and the other umbrellas as one-line forwards.

    single_header.py            write
    single_header.py --check    fail if what is committed is not what would be written
    single_header.py --list     the headers that are in it

A header is pasted where it is first included; a host-only one that says so itself, before the first host-only
header that includes it. One first met under any other #if is pasted there with a guard of its own, and again if it
is needed where that condition does not hold.
"""
import pathlib
import re
import sys

UMBRELLAS = ["inlay", "quant", "explain", "threads", "train", "data", "io", "quantize"]    # in this order
AS_THEY_ARE = ["hana", "dispatch"]    # beside the single header: over it, with a library of others; without it

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE, SINGLE = ROOT / "include", ROOT / "single_include"
LICENCE = "// SPDX-FileCopyrightText: The inlay authors\n// SPDX-License-Identifier: BSL-1.0\n"
DIRECTIVE = re.compile(r"\s*#\s*(\w+)\s*(.*)")
HOST_ONLY = "#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)"


class Amalgam:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.pasted: dict[str, list[frozenset]] = {}       # header -> the conditions it stands under
        self.system: set[str] = set()                      # standard headers that are included for sure

    def paste(self, header: str, outer: tuple = ()) -> None:
        if any(under <= frozenset(outer) for under in self.pasted.get(header, [])):
            return
        self.pasted.setdefault(header, []).append(frozenset(outer))
        if outer or len(self.pasted[header]) > 1:
            guard = "INLAY_SINGLE_" + re.sub(r"\W", "_", header).upper()
        else:
            guard = ""
        body = self.body(header)
        if self.host_only(body):
            for name in self.own_includes(header, self.outermost(body)):
                if self.host_only(self.body(name)):
                    self.paste(name, outer)
        self.text.append(f"// ---- {header} ----")
        if guard:
            self.text += [f"#ifndef {guard}", f"#define {guard}"]

        conditions = list(outer)
        for line in body:
            directive, rest = (m.groups() if (m := DIRECTIVE.match(line)) else ("", ""))
            if re.search(r"__has_include\((<inlay/|\")", line):
                sys.exit(f"single_header: include/{header} asks whether a header of inlay exists: include it plainly")
            if directive in ("if", "ifdef", "ifndef"):
                conditions.append(f"{directive} {rest}")
            elif directive in ("elif", "else"):
                conditions[-1] += f" | {directive} {rest}"
            elif directive == "endif":
                conditions.pop()
            elif directive == "pragma" and rest.startswith("once"):
                continue
            elif directive == "include":
                if names := self.own_includes(header, [line]):
                    self.paste(names[0], tuple(conditions))
                    continue
                if rest in self.system:
                    continue
                if not conditions:
                    self.system.add(rest)
            self.text.append(line)
        if guard:
            self.text.append(f"#endif  // {guard}")

    @staticmethod
    def body(header: str) -> list[str]:
        lines = [line.rstrip() for line in (INCLUDE / header).read_text().rstrip().split("\n")]
        while lines and (not lines[0] or lines[0].startswith("// SPDX-")):
            lines.pop(0)
        return lines

    @staticmethod
    def host_only(body: list[str]) -> bool:
        return next((line for line in body if re.match(r"#(?!pragma once)", line)), "") == HOST_ONLY

    @staticmethod
    def outermost(body: list[str]) -> list[str]:           # the lines under no more than one #if
        depth, lines = 0, []
        for line in body:
            depth += bool(re.match(r"\s*#\s*if", line)) - bool(re.match(r"\s*#\s*endif", line))
            if depth < 2:
                lines.append(line)
        return lines

    @staticmethod
    def own_includes(header: str, lines: list[str]) -> list[str]:
        names = []
        for line in lines:
            if own := re.match(r'\s*#\s*include\s*(?:<(inlay/[^>]+)>|"([^"]+)")', line):
                path = INCLUDE / own[1] if own[1] else (INCLUDE / header).parent / own[2]
                if not path.exists():
                    sys.exit(f"single_header: include/{header} includes {own[1] or own[2]}, which does not exist")
                names.append(path.resolve().relative_to(INCLUDE).as_posix())
        return names


def files() -> tuple[dict[pathlib.Path, str], list[str]]:
    umbrellas = [f"inlay/{u}.hpp" for u in UMBRELLAS]
    amalgam = Amalgam()
    for umbrella in umbrellas:
        amalgam.paste(umbrella)
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(amalgam.text))
    whole = (f"{LICENCE}//\n// inlay in one header. Generated from include/ by tools/single_header.py: do not edit.\n"
             f"#ifndef INLAY_SINGLE_HEADER\n#define INLAY_SINGLE_HEADER\n\n{body}\n\n#endif  // INLAY_SINGLE_HEADER\n")
    written = {SINGLE / "inlay/inlay.hpp": whole}
    for umbrella in umbrellas[1:]:
        written[SINGLE / umbrella] = f"{LICENCE}#include \"inlay.hpp\"\n"
    for name in AS_THEY_ARE:
        written[SINGLE / f"inlay/{name}.hpp"] = (INCLUDE / f"inlay/{name}.hpp").read_text()
    return written, list(amalgam.pasted)


def main() -> int:
    written, headers = files()
    if "--list" in sys.argv:
        print("\n".join(headers))
        return 0
    there = set(SINGLE.rglob("*.hpp"))
    changed = [p for p, text in written.items() if p not in there or p.read_text() != text] + sorted(there - set(written))
    if "--check" in sys.argv:
        for path in changed:
            print(f"{path.relative_to(ROOT)} is not what include/ gives: run ./dev single-header and commit it")
        return 1 if changed else 0
    for path in there - set(written):
        path.unlink()
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    print(f"single_include: {len(headers)} headers, {sum(t.count(chr(10)) for t in written.values())} lines")
    return 0


sys.exit(main())
