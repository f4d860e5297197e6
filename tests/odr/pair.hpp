// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// What both translation units see: every header a user includes, and one network used in each.
// A header function that is not inline is a link error; an entity that differs between the units
// is an -Wodr error with g++; a variable that should be one but is two shows as unlike addresses.
#pragma once
#include <inlay/inlay.hpp>
#include <inlay/train.hpp>
#include <inlay/data.hpp>
#include <inlay/io.hpp>

struct odr_net : inlay::network<inlay::input<8>, inlay::dense<16>, inlay::relu, inlay::dense<3>> {};

struct observed {
    const void* constant;
    float output;
};

inline observed observe() {
    inlay::model<odr_net> m{inlay::seed{5}};
    auto y = m(inlay::tensor<8>{1, 2, 3, 4, 5, 6, 7, 8});
    return {&inlay::parameter_count<odr_net>, y[0]};
}

observed observe_one();
observed observe_other();
