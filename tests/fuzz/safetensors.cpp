// SPDX-License-Identifier: BSL-1.0
// Any bytes: a safetensors file is refused, or its tensors can be read; written, it is read again.
#include <inlay/io/safetensors.hpp>
#include <inlay/io/safetensors_writer.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto file = inlay::safetensors::try_parse({bytes, bytes + size}, "f");
    if (!file) {
        if (file.error().message.empty()) std::abort();
        return 0;
    }
    inlay::safetensors_writer writer;
    for (const auto& [key, text] : file->metadata()) writer.metadata(key, text);
    for (const auto& entry : file->entries()) {
        std::vector<float> out(entry.size());
        static_cast<void>(file->try_copy_as_float(entry, out.data()).error());
        writer.add(entry.name, entry.type, entry.shape, file->data(entry));
    }
    const auto again = inlay::safetensors::parse(writer.bytes(), "again");
    if (again.entries().size() != file->entries().size()) std::abort();
    if (again.metadata() != file->metadata()) std::abort();
    return 0;
}
