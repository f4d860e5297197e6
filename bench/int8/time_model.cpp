// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Runs an artifact on each row of inputs.bin, writes outputs.bin; then, for each number of calls that it reads,
// prints the microseconds of one (CPU time). MODEL is the artifact, HEADER its file.
#include HEADER

#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

static inlay::frozen<MODEL> net;

static double now() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return 1e6 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_nsec);
}

int main(int, char** arguments) {
    constexpr auto inputs = static_cast<std::size_t>(net.input_size<0>), outputs = static_cast<std::size_t>(net.output_size<0>);
    std::FILE* in = std::fopen(arguments[1], "rb");
    std::FILE* out = std::fopen(arguments[2], "wb");
    if (in == nullptr || out == nullptr) return 1;
    std::vector<signed char> rows, row(inputs);
    while (std::fread(row.data(), 1, inputs, in) == inputs) {
        rows.insert(rows.end(), row.begin(), row.end());
        for (std::size_t i = 0; i < inputs; ++i) net.input()[i] = row[i];
        net.run();
        if (std::fwrite(net.output(), 1, outputs, out) != outputs) return 2;
    }
    std::fclose(in), std::fclose(out);
    std::puts("ready"), std::fflush(stdout);
    const std::size_t count = rows.size() / inputs;
    for (int calls = 0; std::scanf("%d", &calls) == 1;) {
        const double start = now();
        for (int k = 0; k < calls; ++k) {  // another row each time, copied in as peers' are
            const signed char* x = rows.data() + static_cast<std::size_t>(k) % count * inputs;
            std::memcpy(net.input(), x, inputs);
            net.run();
        }
        std::printf("%.4f\n", (now() - start) / calls), std::fflush(stdout);
    }
}
