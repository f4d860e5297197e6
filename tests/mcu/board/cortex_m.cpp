// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// From reset to main on any Cortex-M: vectors, floating point and Helium on.
#include "memory.hpp"

extern "C" {
[[noreturn]] void reset();
[[noreturn]] void fault() { semihosting::exit(99); }
}

using handler = void (*)();

__attribute__((section(".vectors"), used)) extern const handler vectors[16] = {
    reinterpret_cast<handler>(&stack_top), reset, fault, fault, fault, fault, fault, fault,
    nullptr, nullptr, nullptr, fault, fault, nullptr, fault, fault};

extern "C" [[noreturn, gnu::optimize("no-tree-loop-distribute-patterns")]] void reset() {
#if defined(__ARM_FP) || defined(__ARM_FEATURE_MVE)
    *reinterpret_cast<volatile std::uint32_t*>(0xE000ED88u) |= 0xFu << 20;
    __asm__ volatile("dsb\n isb" ::: "memory");
#endif
    std::uint32_t* sp;
    __asm__ volatile("mov %0, sp" : "=r"(sp));
    run_main(sp);
}
