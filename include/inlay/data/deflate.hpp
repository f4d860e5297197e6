// SPDX-License-Identifier: BSL-1.0
// Decompresses DEFLATE (RFC 1951), so that .gz files need no library to link.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "../io/file.hpp"

namespace inlay {

/// Reads one DEFLATE stream from the front of `input` and appends what it holds to `out`.
///
/// Decodes canonical Huffman codes bit by bit, by counting codes per length, as Mark Adler's puff
/// does: small rather than fast. run() returns the bytes read, or what is wrong with the stream.
class deflate_decoder {
public:
    deflate_decoder(byte_span input, byte_buffer& out, std::size_t limit)
        : input_(input), out_(out), limit_(limit) {}

    result<std::size_t> run() {
        bool last = false;
        while (!last && problem_ == nullptr) {
            last = bits(1) == 1;
            // clang-format off
            switch (bits(2)) {
                case 0:  stored(); break;
                case 1:  fixed(); break;
                case 2:  dynamic(); break;
                default: stop("an unknown kind of block");
            }
            // clang-format on
        }
        if (problem_ != nullptr) return make_failure(problem_);
        return position_;
    }

private:
    static constexpr unsigned max_bits = 15;

    /// A canonical Huffman code: how many codes of each length, and the symbols in code order.
    struct code {
        std::array<std::uint16_t, max_bits + 1> count{};
        std::array<std::uint16_t, 288> symbol{};

        /// False where the lengths leave no prefix code; one code of one bit is complete enough.
        bool assign(std::span<const std::uint8_t> lengths) {
            count = {};
            for (std::uint8_t length : lengths) ++count[length];
            int left = 1;
            for (unsigned length = 1; length <= max_bits; ++length)
                if ((left = 2 * left - count[length]) < 0) return false;
            std::array<std::uint16_t, max_bits + 2> next{};
            for (unsigned length = 1; length <= max_bits; ++length)
                next[length + 1] = static_cast<std::uint16_t>(next[length] + count[length]);
            for (std::size_t i = 0; i < lengths.size(); ++i)
                if (lengths[i] != 0) symbol[next[lengths[i]]++] = static_cast<std::uint16_t>(i);
            const std::size_t used = lengths.size() - count[0];
            return left == 0 || (used == 1 && count[1] == 1);
        }
    };

    unsigned stop(const char* what) {
        if (problem_ == nullptr) problem_ = what;
        return 0;
    }

    unsigned bits(unsigned need) {
        while (held_ < need) {
            if (position_ == input_.size()) return stop("the data ends too early");
            buffer_ |= static_cast<std::uint32_t>(input_[position_++]) << held_;
            held_ += 8;
        }
        const unsigned value = buffer_ & ((1U << need) - 1U);
        buffer_ >>= need;
        held_ -= need;
        return value;
    }

    unsigned decode(const code& huffman) {
        int value = 0, first = 0, index = 0;
        for (unsigned length = 1; length <= max_bits && problem_ == nullptr; ++length) {
            value |= static_cast<int>(bits(1));
            const int count = huffman.count[length];
            if (value - count < first)
                return huffman.symbol[static_cast<std::size_t>(index + (value - first))];
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }
        return stop("an unknown code");
    }

    void put(unsigned char byte) {
        if (out_.size() >= limit_) stop("more bytes than expected");
        else out_.push_back(byte);
    }

    void stored() {
        buffer_ = held_ = 0;  // to the next whole byte
        const unsigned length = bits(16), inverted = bits(16);
        if (problem_ != nullptr) return;
        if ((length ^ inverted) != 0xFFFF) return void(stop("a damaged stored block"));
        if (input_.size() - position_ < length) return void(stop("the data ends too early"));
        for (unsigned i = 0; i < length && problem_ == nullptr; ++i) put(input_[position_++]);
    }

    void fixed() {
        std::array<std::uint8_t, 288> lengths;
        for (std::size_t i = 0; i < 288; ++i)
            lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        std::array<std::uint8_t, 30> five;
        five.fill(5);
        code literals, distances;
        literals.assign(lengths);
        distances.assign(five);
        copy(literals, distances);
    }

    void dynamic() {
        constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                     11, 4,  12, 3, 13, 2, 14, 1, 15};
        const std::size_t literal_count = bits(5) + 257, distance_count = bits(5) + 1,
                          length_count = bits(4) + 4;
        if (literal_count > 286 || distance_count > 30) stop("too many codes");
        std::array<std::uint8_t, 19> code_lengths{};
        for (std::size_t i = 0; i < length_count; ++i)
            code_lengths[order[i]] = static_cast<std::uint8_t>(bits(3));
        code lengths_code, literals, distances;
        if (!lengths_code.assign(code_lengths)) stop("a damaged code table");

        std::array<std::uint8_t, 286 + 30> lengths{};
        const std::size_t total = literal_count + distance_count;
        for (std::size_t i = 0; i < total && problem_ == nullptr;) {
            const unsigned symbol = decode(lengths_code);
            if (symbol < 16) {
                lengths[i++] = static_cast<std::uint8_t>(symbol);
                continue;
            }
            if (symbol == 16 && i == 0) return void(stop("a repeated length without a first"));
            const std::uint8_t value = symbol == 16 ? lengths[i - 1] : std::uint8_t{0};
            const unsigned repeat = symbol == 16   ? 3 + bits(2)
                                    : symbol == 17 ? 3 + bits(3)
                                                   : 11 + bits(7);
            if (repeat > total - i) return void(stop("too many lengths"));
            for (unsigned k = 0; k < repeat; ++k) lengths[i++] = value;
        }
        if (problem_ != nullptr) return;
        const std::span<const std::uint8_t> all(lengths);
        if (!literals.assign(all.first(literal_count)) || lengths[256] == 0)
            return void(stop("a damaged literal table"));
        const auto far = all.subspan(literal_count, distance_count);
        bool no_distances = true;
        for (std::uint8_t length : far) no_distances = no_distances && length == 0;
        if (!distances.assign(far) && !no_distances) return void(stop("a damaged distance table"));
        copy(literals, distances);
    }

    /// Literals and back references up to the end of the block.
    void copy(const code& literals, const code& distances) {
        constexpr std::array<std::uint16_t, 29> length_base{
            3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
            31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
        constexpr std::array<std::uint8_t, 29> length_bits{
            0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
        while (problem_ == nullptr) {
            const unsigned symbol = decode(literals);
            if (problem_ != nullptr || symbol == 256) return;
            if (symbol < 256) {
                put(static_cast<unsigned char>(symbol));
                continue;
            }
            if (symbol > 285) return void(stop("an unknown length"));
            const unsigned length = length_base[symbol - 257] + bits(length_bits[symbol - 257]);
            const unsigned far = decode(distances);
            if (far > 29) return void(stop("an unknown distance"));
            // 1, 2, 3, 4, then two codes for every power of two
            const unsigned extra = far < 2 ? 0 : far / 2 - 1;
            const std::size_t base = far < 2 ? far + 1 : ((2U + far % 2) << extra) + 1;
            const std::size_t distance = base + bits(extra);
            if (distance > out_.size()) return void(stop("a distance before the start"));
            for (unsigned i = 0; i < length && problem_ == nullptr; ++i)
                put(out_[out_.size() - distance]);
        }
    }

    byte_span input_;
    byte_buffer& out_;
    std::size_t limit_;
    std::size_t position_ = 0;
    std::uint32_t buffer_ = 0, held_ = 0;  // bits read from the input and not yet used
    const char* problem_ = nullptr;
};

}  // namespace inlay

#endif
