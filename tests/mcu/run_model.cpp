// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// On the microcontroller: runs an artifact on each row of the host's file inputs.bin, writes outputs.bin
// and, to facts.bin, the stack's depth in bytes. MODEL is the artifact, HEADER its file.
#include HEADER

#include "board/semihosting.hpp"

extern "C" std::uint32_t stack_limit, stack_top;

static inlay::frozen<MODEL> net;

[[gnu::noinline]] static void run() {
    // Instructions that no compiler emits and no processor minds; the counter looks for them.
#if defined(__riscv)
    __asm__ volatile(".word 0x00902013" ::: "memory");  // slti x0, x0, 9
    net.run();
    __asm__ volatile(".word 0x00b02013" ::: "memory");  // slti x0, x0, 11
#elif defined(__aarch64__)
    __asm__ volatile(".inst 0xaa0903e9" ::: "memory");  // mov x9, x9
    net.run();
    __asm__ volatile(".inst 0xaa0b03eb" ::: "memory");  // mov x11, x11
#else
    __asm__ volatile(".inst.n 0x46c9" ::: "memory");  // mov r9, r9
    net.run();
    __asm__ volatile(".inst.n 0x46db" ::: "memory");  // mov r11, r11
#endif
}

int main() {
    namespace host = semihosting;
    const int in = host::open("inputs.bin", host::mode::read), out = host::open("outputs.bin", host::mode::write);
    if (in < 0 || out < 0) return 1;
    constexpr unsigned inputs = net.input_size<0>, outputs = net.output_size<0>;
    while (host::read(in, net.input(), inputs) == inputs) {
        run();
        if (host::write(out, net.output(), outputs) != outputs) return 2;
    }
    const std::uint32_t* deepest = &stack_limit;
    while (deepest != &stack_top && *deepest == 0xA5A5A5A5u) ++deepest;
    const std::uint32_t facts[] = {static_cast<std::uint32_t>((&stack_top - deepest) * 4), static_cast<std::uint32_t>(net.peak_ram),
                                   static_cast<std::uint32_t>(net.flash_bytes)};
    return host::write(host::open("facts.bin", host::mode::write), facts, sizeof facts) == sizeof facts ? 0 : 3;
}
