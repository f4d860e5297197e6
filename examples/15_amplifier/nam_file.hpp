// SPDX-License-Identifier: BSL-1.0
// Reads the weights of a .nam file (JSON) into an amplifier; a file that holds several sizes, too.
#pragma once

#include <inlay/io.hpp>

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

/// What the file says of one network.
struct nam_network {
    std::string architecture;
    std::vector<int> kernels, dilations;
    int channels = 0, head_kernel = 0;
    double head_scale = 1;
    std::vector<float> weights;
};

class nam_reader {
public:
    nam_reader(std::string_view text, const std::string& path) : json_(text, path) {}

    bool read() { return network() && json_.end(); }
    std::string error() const { return json_.error().message; }
    std::vector<nam_network> networks;

private:
    inlay::json_reader json_;

    bool network() {
        nam_network n;
        const bool ok = json_.object([&](const std::string& key) {
            if (key == "architecture") return json_.string(n.architecture);
            if (key == "weights") return numbers(n.weights);
            return key == "config" ? config(n) : json_.skip();
        });
        if (ok && !n.weights.empty()) networks.push_back(n);
        return ok;
    }
    bool config(nam_network& n) {
        return json_.object([&](const std::string& key) {
            if (key == "submodels") return json_.array([&] { return submodel(); });
            if (key == "layers") return json_.array([&] { return layers(n); });
            return key == "head_scale" ? number(n.head_scale) : json_.skip();
        });
    }
    bool submodel() {
        return json_.object([&](const std::string& key) { return key == "model" ? network() : json_.skip(); });
    }
    bool layers(nam_network& n) {
        if (n.channels != 0) return json_.expected("one group of layers");
        return json_.object([&](const std::string& key) {
            if (key == "channels") return number(n.channels);
            if (key == "kernel_sizes") return numbers(n.kernels);
            if (key == "dilations") return numbers(n.dilations);
            if (key != "head") return json_.skip();
            return json_.object([&](const std::string& inner) { return inner == "kernel_size" ? number(n.head_kernel) : json_.skip(); });
        });
    }
    template <class T>
    bool number(T& out) {
        std::string digits;
        if (!json_.number(digits)) return false;
        return std::from_chars(digits.data(), digits.data() + digits.size(), out).ec == std::errc{} || json_.expected("a number in range");
    }
    template <class T>
    bool numbers(std::vector<T>& out) {
        return json_.array([&] {
            out.emplace_back();
            return number(out.back());
        });
    }
};

/// The parameters of the network in the file that has Config's sizes. The scale of the head becomes part
/// of its weights. False, with a sentence, if there is none.
template <class Config, class Net>
bool read_nam(const std::string& path, inlay::model<Net>& m, std::string& mistake) {
    const auto bytes = inlay::try_read_file(path);
    if (!bytes) return mistake = bytes.error().message, false;
    nam_reader file({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, path);
    if (!file.read()) return mistake = file.error(), false;
    const auto equal = [](const std::vector<int>& a, const auto& b) { return std::equal(a.begin(), a.end(), std::begin(b), std::end(b)); };
    for (nam_network& n : file.networks) {
        if (n.architecture != "WaveNet" || n.channels != Config::channels || n.head_kernel != Config::head_kernel ||
            !equal(n.kernels, Config::kernels) || !equal(n.dilations, Config::dilations))
            continue;
        const std::size_t head = static_cast<std::size_t>(Config::head_kernel * Config::channels + 1);
        if (n.weights.size() != static_cast<std::size_t>(inlay::parameter_count<Net>) + 1)
            return mistake = path + ": not as many weights as layers of this kind have", false;
        for (std::size_t i = n.weights.size() - 1 - head; i + 1 < n.weights.size(); ++i) n.weights[i] *= n.weights.back();
        inlay::set_parameters(m, n.weights.data());
        return true;
    }
    return mistake = path + ": no network of " + std::to_string(Config::channels) + " channels and these layers", false;
}
