// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// The host's files and exit code, from a core under a debugger or QEMU: Cortex-M, RISC-V, A64.
#pragma once

#include <cstdint>

namespace semihosting {

/// What the host reads and writes: as wide as an address.
using word = std::uintptr_t;

inline int call(word operation, const void* argument) {
#if defined(__riscv)
    register word a0 __asm__("a0") = operation;
    register const void* a1 __asm__("a1") = argument;
    __asm__ volatile(".balign 16\n .option push\n .option norvc\n slli x0, x0, 0x1f\n ebreak\n srai x0, x0, 7\n .option pop"
                     : "+r"(a0) : "r"(a1) : "memory");
    return static_cast<int>(a0);
#elif defined(__aarch64__)
    register word x0 __asm__("x0") = operation;
    register const void* x1 __asm__("x1") = argument;
    __asm__ volatile("hlt 0xf000" : "+r"(x0) : "r"(x1) : "memory");
    return static_cast<int>(x0);
#else
    register word r0 __asm__("r0") = operation;
    register const void* r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return static_cast<int>(r0);
#endif
}

enum class mode : word { read = 1, write = 5 };

template <unsigned N>
int open(const char (&path)[N], mode m) {
    const word block[] = {reinterpret_cast<word>(path), static_cast<word>(m), N - 1};
    return call(0x01, block);
}
/// Bytes read or written.
inline unsigned transfer(word operation, int file, const void* data, unsigned n) {
    const word block[] = {static_cast<word>(file), reinterpret_cast<word>(data), n};
    return n - static_cast<unsigned>(call(operation, block));
}
inline unsigned read(int file, void* data, unsigned n) { return transfer(0x06, file, data, n); }
inline unsigned write(int file, const void* data, unsigned n) { return transfer(0x05, file, data, n); }

[[noreturn]] inline void exit(int code) {
    const word block[] = {0x20026u, static_cast<word>(code)};
    for (;;) call(0x20, block);
}

}  // namespace semihosting
