// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// The host's files and exit code, from a Cortex-M under a debugger or QEMU.
#pragma once

#include <cstdint>

namespace semihosting {

inline int call(int operation, const void* argument) {
    register int r0 __asm__("r0") = operation;
    register const void* r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}
template <class T>
std::uint32_t word(T* p) {
    return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(p));
}

enum class mode : std::uint32_t { read = 1, write = 5 };

template <unsigned N>
int open(const char (&path)[N], mode m) {
    const std::uint32_t block[] = {word(path), static_cast<std::uint32_t>(m), N - 1};
    return call(0x01, block);
}
/// Bytes read or written.
inline unsigned transfer(int operation, int file, const void* data, unsigned n) {
    const std::uint32_t block[] = {static_cast<std::uint32_t>(file), word(data), n};
    return n - static_cast<unsigned>(call(operation, block));
}
inline unsigned read(int file, void* data, unsigned n) { return transfer(0x06, file, data, n); }
inline unsigned write(int file, const void* data, unsigned n) { return transfer(0x05, file, data, n); }

[[noreturn]] inline void exit(int code) {
    const std::uint32_t block[] = {0x20026u, static_cast<std::uint32_t>(code)};
    for (;;) call(0x20, block);
}

}  // namespace semihosting
