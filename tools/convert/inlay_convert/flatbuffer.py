# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Tables of a FlatBuffers file, every access within its bounds."""

import struct


class Buffer:
    """A file's bytes. Reading past the end is an IndexError that names the position."""

    def __init__(self, data):
        self.data = data

    def read(self, form, at):
        size = struct.calcsize(form)
        if at < 0 or at + size > len(self.data):
            raise IndexError(f"byte {at} is read, the file has {len(self.data)}")
        return struct.unpack_from(form, self.data, at)[0]

    def span(self, at, size):
        if at < 0 or size < 0 or at + size > len(self.data):
            raise IndexError(f"{size} bytes from {at} are read, the file has {len(self.data)}")
        return self.data[at:at + size]

    def root(self):
        return Table(self, self.read("<I", 0))


class Table:
    def __init__(self, buffer, at):
        self.buffer, self.at = buffer, at
        self.vtable = at - buffer.read("<i", at)
        self.fields = (buffer.read("<H", self.vtable) - 4) // 2
        if self.fields < 0:
            raise IndexError(f"no table at byte {at}")

    def _field(self, index):
        if index >= self.fields:
            return 0
        offset = self.buffer.read("<H", self.vtable + 4 + 2 * index)
        return self.at + offset if offset else 0

    def scalar(self, index, form, default=0):
        at = self._field(index)
        return self.buffer.read("<" + form, at) if at else default

    def _target(self, index):
        at = self._field(index)
        return at + self.buffer.read("<I", at) if at else 0

    def table(self, index):
        at = self._target(index)
        return Table(self.buffer, at) if at else None

    def _vector(self, index, size):
        at = self._target(index)
        if not at:
            return 0, 0
        count = self.buffer.read("<I", at)
        self.buffer.span(at + 4, count * size)
        return at + 4, count

    def numbers(self, index, form):
        size = struct.calcsize("<" + form)
        at, count = self._vector(index, size)
        return list(struct.unpack_from(f"<{count}{form}", self.buffer.data, at)) if count else []

    def bytes(self, index):
        at, count = self._vector(index, 1)
        return self.buffer.span(at, count)

    def text(self, index):
        return self.bytes(index).decode("utf-8", "replace")

    def tables(self, index):
        at, count = self._vector(index, 4)
        return [Table(self.buffer, p + self.buffer.read("<I", p)) for p in range(at, at + 4 * count, 4)]
