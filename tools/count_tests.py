#!/usr/bin/env python3
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""count_tests.py JUNIT.xml: prints "PASSED FAILED" of a ctest run.

A Catch2 program and the compile-fail driver count for as many cases as their closing line names, other tests for one; one that skips itself for none.
"""
import re
import sys
import xml.etree.ElementTree as xml


def count(test: xml.Element) -> tuple[int, int]:
    output = test.findtext("system-out") or ""
    good = test.get("status") == "run"
    skipped = test.find("skipped")
    if skipped is not None and "SKIP_" in skipped.get("message", ""):  # by the test itself: neither
        return 0, 0
    if m := re.search(r"All tests passed \(.*in (\d+) test cases?\)", output):
        passed, failed = int(m[1]), 0
    elif m := re.search(r"^test cases:.*$|^\w+: \d+ passed, \d+ failed$", output, re.M):
        number = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed)", m[0])}
        passed, failed = number.get("passed", 0), number.get("failed", 0)
    else:
        passed, failed = int(good), 0
    return passed, failed if good else max(failed, 1)


totals = [count(test) for test in xml.parse(sys.argv[1]).getroot().iter("testcase")]
print(sum(p for p, _ in totals), sum(f for _, f in totals))
