// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// From a type to a trained network, and what it costs: the program of `./dev quickstart`.
//
//   quickstart                 a small CNN on the digits that are part of the library
//   quickstart --mnist DIR     LeNet on MNIST, from the four files in DIR
//   quickstart --help          the other options
#include <inlay/data.hpp>
#include <inlay/explain.hpp>
#include <inlay/io.hpp>
#include <inlay/train.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

using namespace inlay;

namespace {

// --- the networks -----------------------------------------------------------------------------

struct digits_cnn : network<input<8, 8, 1>,
                            conv2d<16, 3, same, no_bias>, batch_norm<>, relu,
                            conv2d<32, 3, same, no_bias>, batch_norm<>, relu, max_pool2d<2>,
                            conv2d<32, 3, same, no_bias>, batch_norm<>, relu, max_pool2d<2>,
                            flatten, dropout<0.3>, dense<10, name<"head">>> {};

/// LeCun, Bottou, Bengio, Haffner 1998, with relu and maximum.
struct lenet : network<input<28, 28, 1>,
                       conv2d<6, 5>, relu, max_pool2d<2>,
                       conv2d<16, 5>, relu, max_pool2d<2>,
                       flatten, dense<120>, relu, dense<84>, relu, dense<10>> {};

// What is known before anything runs can be asked for:
static_assert(output_shape<digits_cnn> == shape{10});
static_assert(peak_ram<digits_cnn> <= 16 * 1024);
static_assert(parameter_count<lenet> == 44'426);

// --- what was asked for -----------------------------------------------------------------------

struct arguments {
    const char* mnist = nullptr;
    int epochs = 0;  // 0: the network's own number
    bool brief = false;
    std::string file;
};

constexpr const char* usage =
    "quickstart [--mnist DIR] [--epochs N] [--brief] [--save FILE]\n"
    "\n"
    "  --mnist DIR   train LeNet on MNIST (train-images-idx3-ubyte, ..., plain or .gz, in DIR)\n"
    "                instead of a small CNN on the embedded 8x8 digits\n"
    "  --epochs N    passes over the training data (15; with --mnist 5)\n"
    "  --brief       leave out the graph before and after the passes\n"
    "  --save FILE   where the trained network goes (digits.safetensors; lenet.safetensors)\n";

[[noreturn]] void complain(const std::string& what) {
    std::fprintf(stderr, "quickstart: %s\n\n%s", what.c_str(), usage);
    std::exit(2);
}

arguments parse(int argc, char** argv) {
    arguments a;
    for (int i = 1; i < argc; ++i) {
        const std::string option = argv[i];
        const auto value = [&] {
            if (++i == argc) complain(option + " expects a value");
            return argv[i];
        };
        if (option == "--help" || option == "-h") {
            std::fputs(usage, stdout);
            std::exit(0);
        } else if (option == "--mnist") {
            a.mnist = value();
        } else if (option == "--epochs") {
            const char* text = value();
            char* end = nullptr;
            const long n = std::strtol(text, &end, 10);
            if (*text == '\0' || *end != '\0' || n < 1 || n > 10000)
                complain(std::string("--epochs expects a number from 1 to 10000, found '") + text + "'");
            a.epochs = static_cast<int>(n);
        } else if (option == "--brief") {
            a.brief = true;
        } else if (option == "--save") {
            a.file = value();
        } else {
            complain("unknown option '" + option + "'");
        }
    }
    return a;
}

void headline(const char* text) { std::printf("\n--- %s\n\n", text); }

// --- what is measured -------------------------------------------------------------------------

/// The outputs of a model for a whole data set.                               y (samples, output)
template <class Net>
std::vector<float> outputs_of(const model<Net>& net, const dataset& data) {
    constexpr long batch = 64, in = input_shape<Net>.size(), out = output_shape<Net>.size();
    const long samples = static_cast<long>(data.size());
    std::vector<float> arena(static_cast<std::size_t>(net.arena_bytes(batch)) / sizeof(float));
    std::vector<float> y(data.size() * static_cast<std::size_t>(out));
    for (long first = 0; first < samples; first += batch)
        net.predict(data.images.data() + first * in, y.data() + first * out, std::min(batch, samples - first),
                    arena.data());
    return y;
}

/// Bytes of an arena that one inference writes, up to the last: painted before, looked at after.
template <class Net>
long high_water_mark(const model<Net>& net, const float* x) {
    constexpr long size = peak_ram<Net> + 4096;
    long mark = 0;
    for (int paint : {0xA5, 0x5A}) {
        std::vector<unsigned char> memory(size, static_cast<unsigned char>(paint));
        float y[output_shape<Net>.size()];
        net.predict(x, y, 1, memory.data());
        for (long i = size; i > mark; --i)
            if (memory[static_cast<std::size_t>(i - 1)] != paint) mark = i;
    }
    return mark;
}

/// Microseconds per sample, the median of 51 slices.
template <class Net>
double microseconds(const model<Net>& net, const dataset& data, long batch) {
    using clock = std::chrono::steady_clock;
    std::vector<float> arena(static_cast<std::size_t>(net.arena_bytes(batch)) / sizeof(float));
    std::vector<float> y(static_cast<std::size_t>(batch * output_shape<Net>.size()));
    std::vector<double> slices;
    const long calls = 512 / batch;
    for (int slice = 0; slice < 51; ++slice) {
        const auto start = clock::now();
        for (long i = 0; i < calls; ++i) {
            net.predict(data.image(static_cast<std::size_t>(i * batch)).data, y.data(), batch, arena.data());
            asm volatile("" : : "r"(y.data()) : "memory");
        }
        const std::chrono::duration<double, std::micro> took = clock::now() - start;
        slices.push_back(took.count() / static_cast<double>(calls * batch));
    }
    std::nth_element(slices.begin(), slices.begin() + 25, slices.end());
    return slices[25];
}

long file_size(const std::string& path) {
    const auto bytes = try_read_file(path);
    return bytes ? static_cast<long>(bytes->size()) : -1;
}

void print_confusion(const std::vector<float>& y, const dataset& data) {
    constexpr int classes = 10;
    int count[classes][classes] = {};
    for (std::size_t i = 0; i < data.size(); ++i) {
        const float* row = y.data() + i * classes;
        ++count[data.label(i)][std::max_element(row, row + classes) - row];
    }
    std::printf("digit   classified as\n     ");
    for (int c = 0; c < classes; ++c) std::printf("%6d", c);
    std::printf("   found\n");
    for (int d = 0; d < classes; ++d) {
        int total = 0;
        std::printf("%4d ", d);
        for (int c = 0; c < classes; ++c) {
            total += count[d][c];
            if (count[d][c] == 0) std::printf("     .");
            else std::printf("%6d", count[d][c]);
        }
        std::printf("  %5.1f %%\n", 100.0 * count[d][d] / (total > 0 ? total : 1));
    }
}

// --- the program ------------------------------------------------------------------------------

template <class Net>
int run(const arguments& a, const train_test& data, int epochs, const std::string& file) {
    std::printf("%s", summary_text<Net>().c_str());
    if (!a.brief) {
        headline("the graph, pass by pass");
        std::printf("%s", explain<Net>().c_str());
    }

    headline("training");
    const auto net = std::make_unique<model<Net>>(seed{7});
    auto trainer = compile(*net, adam{.learning_rate = 2e-3f}, cross_entropy{}, accuracy{});
    const int fine = epochs / 3;  // the last third in smaller steps
    for (int phase = 0; phase < 2; ++phase) {
        if (phase == 1) {
            if (fine == 0) break;
            trainer.optimizer().learning_rate /= 10;
            std::printf("a learning rate of %g from here on\n", static_cast<double>(trainer.optimizer().learning_rate));
        }
        const auto done = trainer.try_fit(data.train, {.epochs = phase == 0 ? epochs - fine : fine,
                                                       .batch_size = 32,
                                                       .shuffle = seed{1 + static_cast<unsigned>(phase)},
                                                       .validation = &data.test});
        if (!done) {
            std::fprintf(stderr, "quickstart: %s\n", done.error().message.c_str());
            return 1;
        }
    }

    headline("the test data, which training has not seen");
    const score result = trainer.evaluate(data.test);
    const auto y = outputs_of(*net, data.test);
    std::printf("test accuracy %.2f %% of %zu samples, loss %.4f\n\n", 100 * result.accuracy, data.test.size(), result.loss);
    print_confusion(y, data.test);

    headline("saved and loaded again");
    if (const auto saved = try_save(*net, file); !saved) {
        std::fprintf(stderr, "quickstart: %s\n", saved.error().message.c_str());
        return 1;
    }
    const auto again = std::make_unique<model<Net>>();
    if (const auto loaded = try_load_into(*again, file); !loaded) {
        std::fprintf(stderr, "quickstart: %s\n", loaded.error().message.c_str());
        return 1;
    }
    const auto z = outputs_of(*again, data.test);
    const bool same = std::memcmp(y.data(), z.data(), y.size() * sizeof(float)) == 0;
    std::printf("%s: %zu outputs %s, bit for bit\n", file.c_str(), y.size(), same ? "identical" : "DIFFERENT");

    headline("known at compile time, and measured");
    const long mark = high_water_mark(*net, data.test.image(0).data);
    std::printf("%-34s%14s%14s\n", "", "constant", "measured");
    std::printf("%-34s%14ld%14zu   sizeof(model<Net>)\n", "parameters, bytes", flash_bytes<Net>, sizeof(model<Net>));
    std::printf("%-34s%14s%14ld   %s\n", "file, bytes", "", file_size(file), file.c_str());
    std::printf("%-34s%14ld%14ld   last byte written of a painted arena\n", "arena for one sample, bytes", peak_ram<Net>, mark);
    std::printf("%-34s%14ld\n", "multiply-adds per sample", macs<Net>);
    std::printf("%-34s%14s%14.2f\n", "microseconds per sample, batch 1", "", microseconds(*net, data.test, 1));
    std::printf("%-34s%14s%14.2f\n", "microseconds per sample, batch 64", "", microseconds(*net, data.test, 64));
    return same && mark <= peak_ram<Net> ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const arguments a = parse(argc, argv);
    if (a.mnist != nullptr) {
        const auto data = mnist::try_load(a.mnist);
        if (!data) {
            std::fprintf(stderr, "quickstart: %s\n", data.error().message.c_str());
            return 2;
        }
        return run<lenet>(a, *data, a.epochs > 0 ? a.epochs : 5, a.file.empty() ? "lenet.safetensors" : a.file);
    }
    return run<digits_cnn>(a, optdigits::load(), a.epochs > 0 ? a.epochs : 15, a.file.empty() ? "digits.safetensors" : a.file);
}
