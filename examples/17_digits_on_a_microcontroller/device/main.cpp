// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// On the device (or, with ON_HOST, on this machine): classifies the test digits of digits.bin, which it reads from
// the host, and says how many it got right. What it needs is stated before it runs.
#include "digits.hpp"  // by inlay-convert

#if defined(ON_HOST)
#include <cstdio>
#else
#include "semihosting.hpp"  // tests/mcu/board: the host's files through the debugger
#endif

static_assert(inlay::frozen<digits_int8>::peak_ram <= 600);         // bytes of RAM: every value, inputs and outputs
static_assert(inlay::frozen<digits_int8>::flash_bytes <= 4'800);    // bytes of flash: weights and biases

static inlay::frozen<digits_int8> net;

/// 8 x 8 bytes to a digit.
static signed char classify(const signed char* pixels) {
    signed char scores[10];
    net(pixels, scores);
    signed char best = 0;
    for (signed char k = 1; k < 10; ++k)
        if (scores[k] > scores[best]) best = k;
    return best;
}

int main() {
#if defined(ON_HOST)
    std::FILE *const in = std::fopen("digits.bin", "rb"), *const out = std::fopen("predictions.bin", "wb");
    if (in == nullptr || out == nullptr) return 1;
    for (signed char row[65]; std::fread(row, 1, 65, in) == 65;) std::fputc(classify(row), out);
    return std::fclose(out);
#else
    namespace host = semihosting;
    const int in = host::open("digits.bin", host::mode::read), out = host::open("predictions.bin", host::mode::write);
    if (in < 0 || out < 0) return 1;
    for (signed char row[65]; host::read(in, row, 65) == 65;) {
        const signed char digit = classify(row);
        if (host::write(out, &digit, 1) != 1) return 2;
    }
    return 0;
#endif
}
