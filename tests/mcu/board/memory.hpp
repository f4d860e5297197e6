// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// What start-up does on every board: paint the stack, copy constants, clear the rest, run main.
#pragma once

#include "semihosting.hpp"

extern "C" {
extern std::uint32_t stack_top, stack_limit, data_source, data_start, data_end, bss_start, bss_end;
int main();
}

/// From the first stack frame, whose pointer is `sp`. Without the attribute the loops become calls of memcpy and
/// memset, 470 bytes of them.
[[noreturn, gnu::always_inline, gnu::optimize("no-tree-loop-distribute-patterns")]] inline void run_main(std::uint32_t* sp) {
    for (volatile std::uint32_t* p = &stack_limit; p < sp; ++p) *p = 0xA5A5A5A5u;
    const std::uint32_t* source = &data_source;
    for (std::uint32_t* p = &data_start; p < &data_end;) *p++ = *source++;
    for (std::uint32_t* p = &bss_start; p < &bss_end;) *p++ = 0;
    semihosting::exit(main());
}
