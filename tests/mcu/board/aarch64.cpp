// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// From reset to main on an A64 core at EL1: floating point on; all memory ordinary and cached, since with the MMU
// off accesses must be aligned.
#include "memory.hpp"

#include <cstddef>

// The first gigabyte is for devices, the second memory: blocks of a table of the first level.
alignas(4096) static const std::uint64_t blocks[512] = {0x00000000'00000401u, 0x00000000'40000705u};

extern "C" {
[[noreturn]] void fault() { semihosting::exit(99); }

[[noreturn, gnu::used, gnu::optimize("no-tree-loop-distribute-patterns")]] void start() {
    __asm__ volatile(
        "msr cpacr_el1, %0\n"                      // no traps of floating point
        "msr mair_el1, %1\n"                       // 0: device, 1: memory, write back
        "msr tcr_el1, %2\n"                        // addresses of 39 bits, pages of 4 KB, tables cached
        "msr ttbr0_el1, %3\n isb\n"
        "mrs x0, sctlr_el1\n orr x0, x0, #1\n orr x0, x0, #4\n orr x0, x0, #0x1000\n msr sctlr_el1, x0\n isb"
        :: "r"(3ul << 20), "r"(0xff00ul), "r"(25ul | 0x3500ul | 1ul << 23), "r"(blocks) : "x0", "memory");
    std::uint32_t* sp;
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    run_main(sp);
}

// What the compiler calls; glibc's want Linux.
using word [[gnu::may_alias, gnu::aligned(1)]] = std::uint64_t;
void* memset(void* to, int value, std::size_t n) {
    auto* p = static_cast<volatile unsigned char*>(to);
    std::size_t i = 0;
    for (; i + 8 <= n; i += 8) *reinterpret_cast<volatile word*>(p + i) = static_cast<unsigned char>(value) * 0x0101010101010101u;
    for (; i < n; ++i) p[i] = static_cast<unsigned char>(value);
    return to;
}
void* memcpy(void* to, const void* from, std::size_t n) {
    auto* p = static_cast<volatile unsigned char*>(to);
    const auto* q = static_cast<const unsigned char*>(from);
    std::size_t i = 0;
    for (; i + 8 <= n; i += 8) *reinterpret_cast<volatile word*>(p + i) = *reinterpret_cast<const word*>(q + i);
    for (; i < n; ++i) p[i] = q[i];
    return to;
}
}

__asm__(".section .vectors, \"ax\"\n"
        ".globl reset\n"
        "reset: b 1f\n"
        ".balign 2048\n"
        "vectors: .rept 16\n b fault\n .balign 128\n .endr\n"
        "1: adr x0, vectors\n msr vbar_el1, x0\n"
        "adrp x0, stack_top\n add x0, x0, :lo12:stack_top\n mov sp, x0\n b start\n"
        ".text\n");
