// SPDX-License-Identifier: BSL-1.0
// must say: logits \[classes\].*\[2, ?2, ?4\]
#include <inlay/inlay.hpp>
#include <inlay/train.hpp>
using namespace inlay;
struct net : network<input<4, 4, 1>, conv2d<4, 3>> {};                       // .bad
// struct net : network<input<4, 4, 1>, conv2d<4, 3>, flatten, dense<2>> {};   // .ok
int main() {
    static model<net> m{seed{1}};
    auto trainer = compile(m, sgd{}, cross_entropy{}, accuracy{});
    (void)trainer;
}
