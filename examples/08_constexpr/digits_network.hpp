// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <inlay/inlay.hpp>

struct digits : inlay::network<inlay::input<64>, inlay::dense<12>, inlay::relu, inlay::dense<10>> {};
