// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#include "pair.hpp"

int main() {
    const observed a = observe_one(), b = observe_other();
    return a.constant == b.constant && a.output == b.output ? 0 : 1;
}
