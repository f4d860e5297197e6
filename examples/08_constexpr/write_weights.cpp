// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Made digits_weights.hpp:  example_08_constexpr --write examples/08_constexpr/digits_weights.hpp
#include "write_weights.hpp"

#include "digits_network.hpp"

#include <inlay/data.hpp>
#include <inlay/train.hpp>

#include <cstdio>

using namespace inlay;

namespace {

/// Four digits are enough here: the test accuracy is the same.
void write_values(std::FILE* file, const float* values, long count) {
    for (long i = 0; i < count; ++i)
        std::fprintf(file, "%s%#.4gf%s", i % 11 == 0 ? "\n     " : "", static_cast<double>(values[i]), i + 1 < count ? "," : "");
}

template <fixed_string Path>
void write_parameter(std::FILE* file, model<digits>& net) {
    constexpr shape s = parameter_shape<digits, Path>;
    const auto p = parameter<Path>(net);
    float values[s.size()];
    for (int i = 0; i < s.size(); ++i) {
        if constexpr (s.rank == 2) values[i] = p(i / s[1], i % s[1]);
        else values[i] = p(i);
    }
    std::fprintf(file, "    {\"%s\", {", Path.text);
    write_values(file, values, s.size());
    std::fprintf(file, "}},\n");
}

}  // namespace

int write_weights(const char* path) {
    const auto [train, test] = optdigits::load();
    model<digits> net{seed{1}};
    auto trainer = compile(net, adamw{.learning_rate = 3e-3f}, cross_entropy{}, accuracy{});
    trainer.fit(train, {.epochs = 20, .shuffle = seed{1}, .validation = &test});

    std::size_t seven = 0;
    while (test.label(seven) != 7) ++seven;

    std::FILE* file = std::fopen(path, "w");
    if (file == nullptr) {
        std::perror(path);
        return 1;
    }
    std::fprintf(file,
                 "// SPDX-License-Identifier: BSL-1.0\n"
                 "// Written by write_weights.cpp: test accuracy %.4f; a_seven is test digit %zu of optdigits (E. Alpaydin,\n"
                 "// C. Kaynak, UCI Machine Learning Repository, CC BY 4.0).\n"
                 "#pragma once\n\n#include \"digits_network.hpp\"\n\n"
                 "inline constexpr inlay::parameters<digits> digits_weights{\n",
                 trainer.evaluate(test).accuracy, seven);
    write_parameter<"0.weight">(file, net);
    write_parameter<"0.bias">(file, net);
    write_parameter<"2.weight">(file, net);
    write_parameter<"2.bias">(file, net);
    std::fprintf(file, "};\n\ninline constexpr inlay::tensor<64> a_seven{");
    write_values(file, test.image(seven).data, 64);
    std::fprintf(file, "};\n");
    return std::fclose(file) == 0 ? 0 : 1;
}
