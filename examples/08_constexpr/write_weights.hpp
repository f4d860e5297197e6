// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Trains the network of digits_network.hpp and writes its parameters as C++ constants.
int write_weights(const char* path);
