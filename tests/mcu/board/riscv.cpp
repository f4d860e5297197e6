// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// From reset to main on a RISC-V core in machine mode: traps end the program.
#include "memory.hpp"

extern "C" {
[[noreturn, gnu::aligned(4)]] void fault() { semihosting::exit(99); }

[[noreturn, gnu::used, gnu::optimize("no-tree-loop-distribute-patterns")]] void start() {
    std::uint32_t* sp;
    __asm__ volatile("mv %0, sp" : "=r"(sp));
    run_main(sp);
}

[[gnu::naked, gnu::used, gnu::section(".vectors")]] void reset() {
    __asm__ volatile("la sp, stack_top\n la t0, fault\n csrw mtvec, t0\n j start");
}
}
