// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// A guitar amplifier: a recorded one (github.com/sdatkinson/NeuralAmpModelerCore, a .nam file) as a type, played
// block by block as an audio thread does. What it remembers, 0.13 s of sound in every layer, lies in a streaming<>.
//
//     example_15_amplifier                                   a small network made for this example, against numpy
//     example_15_amplifier MODEL.nam IN.f32 OUT.f32 [8 | 3]  a model of NAM's second generation, against NAM's output
//
// Without arguments it also tries the model of ../shared/models/nam, where there is one.
#include "amplifier.hpp"
#include "nam_file.hpp"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace inlay;

constexpr int block = 64;
static_assert(peak_ram<amplifier<a2<8>, block>> <= 14'592 && peak_ram<amplifier<a2<3>, block>> <= 5'632);

static std::vector<float> read_sound(const std::string& path) {
    const auto bytes = try_read_file(path);
    std::vector<float> sound;
    if (bytes) sound.resize(bytes->size() / sizeof(float));
    if (bytes && !sound.empty()) std::memcpy(sound.data(), bytes->data(), sound.size() * sizeof(float));
    return sound;
}

/// Plays a sound; the largest difference to what was expected, or -1 with a word on what is missing.
template <class Config>
static double play(const std::string& file, const std::string& sound, const std::string& expected) {
    using net = amplifier<Config, block>;
    static model<net> m;
    static streaming<net> amp{m};
    std::string mistake;
    const auto x = read_sound(sound), want = read_sound(expected);
    if (x.empty() || x.size() != want.size()) mistake = "no sound, or not what it becomes";
    if (!mistake.empty() || !read_nam<Config>(file, m, mistake)) return std::fprintf(stderr, "%s\n", mistake.c_str()), -1;

    amp.reset();
    float silence[block] = {}, y[block];
    for (int b = 0; b < 1 << 14; b += block) amp(silence, y);  // so that the past is silence, not nothing

    double worst = 0;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t t = 0; t + block <= x.size(); t += block) {
        amp(x.data() + t, y);
        for (std::size_t i = 0; i < block; ++i)
            worst = std::fmax(worst, std::fabs(static_cast<double>(y[i]) - static_cast<double>(want[t + i])));
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    std::fprintf(stderr, "%d channels: %.0f ns a sample, largest difference %.2g\n", Config::channels,
                 took.count() / static_cast<double>(x.size()), worst);
    return worst;
}

int main(int argc, char** argv) {
    constexpr double exact = 2e-6;
    const auto is_exact = [](double difference) { return difference >= 0 && difference < exact; };
    if (argc > 3) {
        const bool is_lite = argc > 4 && std::atoi(argv[4]) == 3;
        return is_exact(is_lite ? play<a2<3>>(argv[1], argv[2], argv[3]) : play<a2<8>>(argv[1], argv[2], argv[3])) ? 0 : 1;
    }
    const std::string data = "examples/data/tiny.", nam = "../shared/models/nam/";
    bool ok = is_exact(play<tiny>(data + "nam", data + "in.f32", data + "out.f32"));
    std::printf("%ld multiply-adds a sample\n", macs<amplifier<tiny, block>> / block);
    std::printf("the small amplifier: %s\n", ok ? "equal" : "different");
    if (file_exists(nam + "A2.nam")) {
        ok = is_exact(play<a2<8>>(nam + "A2.nam", nam + "input_24000.f32", nam + "golden_full_24000.f32")) && ok;
        ok = is_exact(play<a2<3>>(nam + "A2.nam", nam + "input_24000.f32", nam + "golden_lite_24000.f32")) && ok;
    }
    return ok ? 0 : 1;
}
