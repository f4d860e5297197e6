// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// What the rest of a program sees of a big network: functions, and no header of inlay.
#pragma once

namespace big {

inline constexpr int inputs = 8 * 8 * 8, outputs = 10;

/// Parameters from a seed; a program of your own would load a file here.
void initialise(unsigned long long seed);

/// Bytes that one call needs.
long arena_bytes();

/// probabilities (outputs) of features (inputs), with arena_bytes() bytes at `arena`, aligned to 64.
void classify(const float* features, float* probabilities, void* arena);

}  // namespace big
