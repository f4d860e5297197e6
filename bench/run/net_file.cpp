// SPDX-License-Identifier: BSL-1.0
#include "net_file.hpp"

#include <filesystem>
#include <fstream>

namespace bench {
namespace {

const char* name_of(kind k) {
    switch (k) {
        case kind::dense: return "dense";
        case kind::convolution: return "convolution";
        case kind::depthwise: return "depthwise";
        case kind::max_pool: return "max_pool";
        case kind::average: return "average";
        case kind::gru: return "gru";
        case kind::lstm: return "lstm";
        case kind::frames: return "frames";
    }
    return "";
}
const char* name_of(activation a) {
    return a == activation::relu ? "relu" : a == activation::tanh ? "tanh" : "none";
}

void write_extent(std::ostream& out, const char* name, extent e) {
    out << '"' << name << "\": [" << e.height << ", " << e.width << ", " << e.channels << ']';
}

}  // namespace

void write_work(const work& w, const std::string& directory) {
    std::filesystem::create_directories(directory);
    std::ofstream out(directory + '/' + w.id + ".json");
    std::ofstream numbers(directory + '/' + w.id + ".f32", std::ios::binary);
    const auto put = [&](const std::vector<float>& v) {
        numbers.write(reinterpret_cast<const char*>(v.data()), static_cast<std::streamsize>(v.size() * sizeof(float)));
    };
    out << "{\"id\": \"" << w.id << "\", \"batch\": " << w.batch << ", \"training\": " << w.training << ", \"streaming\": "
        << w.streaming << ", \"rate\": " << w.rate << ", \"samples\": " << w.data.count << ", ";
    write_extent(out, "input", w.plain.input);
    out << ", \"layers\": [";
    const char* separator = "\n";
    for (const layer& l : w.plain.layers) {
        out << separator << "  {\"kind\": \"" << name_of(l.what) << "\", \"source\": " << l.from << ", \"plus\": " << l.plus
            << ", \"then\": \"" << name_of(l.then) << "\", \"kernel\": [" << l.kernel_h << ", " << l.kernel_w
            << "], \"stride\": " << l.stride << ", \"pads\": [" << l.top << ", " << l.left << ", " << l.bottom << ", " << l.right
            << "], ";
        write_extent(out, "input", l.in);
        out << ", ";
        write_extent(out, "output", l.out);
        out << ", \"sizes\": [" << l.weight.size() << ", " << l.bias.size() << ", " << l.recurrent.size() << ", "
            << l.recurrent_bias.size() << "]}";
        separator = ",\n";
        for (const auto* v : {&l.weight, &l.bias, &l.recurrent, &l.recurrent_bias}) put(*v);
    }
    out << "]}\n";
    put(w.data.x);
    put({w.data.labels.begin(), w.data.labels.end()});
}

}  // namespace bench
