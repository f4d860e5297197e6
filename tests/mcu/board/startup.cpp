// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// From reset to main on any Cortex-M: vectors, floating point and Helium on, memory initialised, the
// stack painted.
#include "semihosting.hpp"

extern "C" {

extern std::uint32_t stack_top, stack_limit, data_source, data_start, data_end, bss_start, bss_end;
int main();
[[noreturn]] void reset();
[[noreturn]] void fault() { semihosting::exit(99); }
}

using handler = void (*)();

__attribute__((section(".vectors"), used)) extern const handler vectors[16] = {
    reinterpret_cast<handler>(&stack_top), reset, fault, fault, fault, fault, fault, fault,
    nullptr, nullptr, nullptr, fault, fault, nullptr, fault, fault};

// Without the attribute the loops become calls of memcpy and memset, 470 bytes of them.
extern "C" [[noreturn, gnu::optimize("no-tree-loop-distribute-patterns")]] void reset() {
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
    *reinterpret_cast<volatile std::uint32_t*>(0xE000ED88u) |= 0xFu << 20;
    __asm__ volatile("dsb\n isb" ::: "memory");
#endif
    std::uint32_t* sp;
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    for (volatile std::uint32_t* p = &stack_limit; p < sp; ++p) *p = 0xA5A5A5A5u;
    const std::uint32_t* source = &data_source;
    for (std::uint32_t* p = &data_start; p < &data_end;) *p++ = *source++;
    for (std::uint32_t* p = &bss_start; p < &bss_end;) *p++ = 0;
    semihosting::exit(main());
}
