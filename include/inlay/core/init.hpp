// SPDX-License-Identifier: BSL-1.0
// How a parameter gets its first values.
#pragma once

#include "number.hpp"

namespace inlay {

/// A distribution and its argument. Glorot, He and LeCun scale by the parameter's fan-in and
/// fan-out; `normal` takes a standard deviation, `uniform` a half-width, `constant` a value.
struct initializer {
    enum class kind : unsigned char {
        zeros, ones, constant, uniform, normal,
        glorot_uniform, glorot_normal, he_uniform, he_normal, lecun_uniform, lecun_normal,
    };
    kind which = kind::zeros;
    number argument{};
};

/// PyTorch's and Keras's names. Glorot & Bengio 2010; He et al. 2015; LeCun et al. 1998.
namespace init {

inline constexpr initializer zeros{initializer::kind::zeros};
inline constexpr initializer ones{initializer::kind::ones};
inline constexpr initializer glorot_uniform{initializer::kind::glorot_uniform};
inline constexpr initializer glorot_normal{initializer::kind::glorot_normal};
inline constexpr initializer he_uniform{initializer::kind::he_uniform};
inline constexpr initializer he_normal{initializer::kind::he_normal};
inline constexpr initializer lecun_uniform{initializer::kind::lecun_uniform};
inline constexpr initializer lecun_normal{initializer::kind::lecun_normal};
constexpr initializer constant(double value) { return {initializer::kind::constant, value}; }
constexpr initializer uniform(double half_width) { return {initializer::kind::uniform, half_width}; }
constexpr initializer normal(double deviation) { return {initializer::kind::normal, deviation}; }

}  // namespace init
}  // namespace inlay
