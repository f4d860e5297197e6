// SPDX-License-Identifier: BSL-1.0
// The backward graph as text: it is a graph like any other.
#include "catch.hpp"

#include <inlay/explain.hpp>
#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <string>

using namespace inlay;

namespace {

struct net : network<input<2>, dense<3>, inlay::tanh, dense<1>> {};

std::string backward(bool inputs_too) {
    trace::record r = detail::record_training<net, mean_squared_error>(inputs_too);
    passes::eliminate_dead_code(r.g);
    return to_text(r.g, detail::names_of<net>());
}

}  // namespace

TEST_CASE("the backward graph of a small network", "[passes][differentiate]") {
    CHECK(backward(false) == R"(%0 = input()  [2]
%3 = dense(%0, 0.weight, 0.bias)  [3]
%4 = tanh(%3)  [3]
%7 = dense(%4, 2.weight, 2.bias)  [1]
%8 = input()  [1]
%9 = mean_squared_error(%7, %8)  []  fixed
%10 = mean_squared_error_gradient(%7, %8)  [1]
%11 = transpose(2.weight)  [1, 3]  fixed
%12 = dense(%10, %11)  [3]
%13 = dense_weight_gradient(%4, %10)  [3, 1]  fixed
%14 = sum_to(%10)  [1]  fixed
%15 = store_gradient(%14 -> 2.bias)  [1]  fixed
%16 = store_gradient(%13 -> 2.weight)  [3, 1]  fixed
%17 = d_tanh(%12, %4)  [3]
%18 = dense_weight_gradient(%0, %17)  [2, 3]  fixed
%19 = sum_to(%17)  [3]  fixed
%20 = store_gradient(%19 -> 0.bias)  [3]  fixed
%21 = store_gradient(%18 -> 0.weight)  [2, 3]  fixed
outputs %9 %7
)");
}

TEST_CASE("gradients by the inputs become outputs", "[passes][differentiate]") {
    CHECK(backward(true) == R"(%0 = input()  [2]
%3 = dense(%0, 0.weight, 0.bias)  [3]
%4 = tanh(%3)  [3]
%7 = dense(%4, 2.weight, 2.bias)  [1]
%8 = input()  [1]
%9 = mean_squared_error(%7, %8)  []  fixed
%10 = mean_squared_error_gradient(%7, %8)  [1]
%11 = transpose(2.weight)  [1, 3]  fixed
%12 = dense(%10, %11)  [3]
%13 = dense_weight_gradient(%4, %10)  [3, 1]  fixed
%14 = sum_to(%10)  [1]  fixed
%15 = store_gradient(%14 -> 2.bias)  [1]  fixed
%16 = store_gradient(%13 -> 2.weight)  [3, 1]  fixed
%17 = d_tanh(%12, %4)  [3]
%18 = transpose(0.weight)  [3, 2]  fixed
%19 = dense(%17, %18)  [2]
%20 = dense_weight_gradient(%0, %17)  [2, 3]  fixed
%21 = sum_to(%17)  [3]  fixed
%22 = store_gradient(%21 -> 0.bias)  [3]  fixed
%23 = store_gradient(%20 -> 0.weight)  [2, 3]  fixed
outputs %9 %7 %19
)");
}

TEST_CASE("an op without gradient is a mistake only where a gradient is needed",
          "[passes][differentiate]") {
    trace::record r;
    const int x = detail::record_input(r, shape{3});
    trace::symbol<types<>> s{&r, x};
    const int t = trace::emit<ops::transpose>(
                      node{}, trace::symbol<types<>>{&r, detail::record_input(r, {2, 3})})
                      .id;
    const int loss = trace::emit<ops::mean_squared_error>(node{}, s, s).id;
    trace::record without = r;
    passes::differentiate(without, loss, true);
    CHECK(without.error.empty());
    const int bad = trace::emit<ops::mean_squared_error>(node{}, trace::symbol<types<>>{&r, t},
                                                         trace::symbol<types<>>{&r, t})
                        .id;
    passes::differentiate(r, bad, true);
    CHECK(std::string(r.error.expects.data) == "an op with a gradient");
    CHECK(std::string(r.error.found.data) == "transpose without");
}
