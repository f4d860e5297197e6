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
        for (inlay::json_object members(json_); members.next();) {
            if (members.key() == "architecture") json_.string(n.architecture);
            else if (members.key() == "weights") numbers(n.weights);
            else if (members.key() == "config") config(n);
            else json_.skip();
        }
        if (json_.ok() && !n.weights.empty()) networks.push_back(n);
        return json_.ok();
    }
    void config(nam_network& n) {
        for (inlay::json_object members(json_); members.next();) {
            if (members.key() == "submodels")
                for (inlay::json_array models(json_); models.next();) submodel();
            else if (members.key() == "layers")
                for (inlay::json_array groups(json_); groups.next();) layers(n);
            else if (members.key() == "head_scale") number(n.head_scale);
            else json_.skip();
        }
    }
    void submodel() {
        for (inlay::json_object members(json_); members.next();) members.key() == "model" ? network() : json_.skip();
    }
    void layers(nam_network& n) {
        if (n.channels != 0) json_.expected("one group of layers");
        for (inlay::json_object members(json_); members.next();) {
            if (members.key() == "channels") number(n.channels);
            else if (members.key() == "kernel_sizes") numbers(n.kernels);
            else if (members.key() == "dilations") numbers(n.dilations);
            else if (members.key() == "head") head(n);
            else json_.skip();
        }
    }
    void head(nam_network& n) {
        for (inlay::json_object members(json_); members.next();) members.key() == "kernel_size" ? number(n.head_kernel) : json_.skip();
    }
    template <class T>
    bool number(T& out) {
        std::string digits;
        if (!json_.number(digits)) return false;
        return std::from_chars(digits.data(), digits.data() + digits.size(), out).ec == std::errc{} || json_.expected("a number in range");
    }
    template <class T>
    void numbers(std::vector<T>& out) {
        for (inlay::json_array items(json_); items.next();) number(out.emplace_back());
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
