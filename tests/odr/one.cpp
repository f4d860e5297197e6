// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#include "pair.hpp"

observed observe_one() { return observe(); }
