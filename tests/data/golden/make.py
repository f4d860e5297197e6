#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes gzip files with zlib, one for each kind of block and each part of the header."""
import pathlib
import random
import struct
import zlib

HERE = pathlib.Path(__file__).parent


def member(data, level=9, strategy=zlib.Z_DEFAULT_STRATEGY, flags=0, extras=b""):
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15, 9, strategy)
    body = deflate.compress(data) + deflate.flush()
    head = b"\x1f\x8b\x08" + bytes([flags]) + b"\0\0\0\0\x02\x03" + extras
    return head + body + struct.pack("<II", zlib.crc32(data), len(data))


# text() of tests/data/gzip.cpp
text = "".join(f"{i * i % 977} " for i in range(1500)).encode()
HERE.joinpath("stored.gz").write_bytes(member(text[:300], level=0))
HERE.joinpath("fixed.gz").write_bytes(member(text, strategy=zlib.Z_FIXED))
HERE.joinpath("dynamic.gz").write_bytes(member(text))
HERE.joinpath("huffman_only.gz").write_bytes(member(text, strategy=zlib.Z_HUFFMAN_ONLY))
HERE.joinpath("run.gz").write_bytes(member(b"a" * 70_000))
HERE.joinpath("empty.gz").write_bytes(member(b""))
HERE.joinpath("members.gz").write_bytes(member(text[:100]) + member(b"") + member(text[100:]))
extras = struct.pack("<H", 5) + b"extra" + b"name\0" + b"comment\0" + b"\x12\x34"
HERE.joinpath("header.gz").write_bytes(member(b"abc", flags=0x1E, extras=extras))
