// SPDX-License-Identifier: BSL-1.0
// must say: round_down.*gradient
#include <inlay/inlay.hpp>
#include <inlay/train.hpp>
using namespace inlay;
namespace ops_of_mine {
struct round_down : op_base {
    static constexpr const char* label = "round_down";
    static constexpr bool has_gradient = false;      // .bad
    // static constexpr void gradient(gradient_call& c) { c.give(0, c.dy()); }   // .ok
    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0; i < c.total(*c.self); ++i) c.out[i] = static_cast<T>(static_cast<long>(c.in[0][i]));
    }
};
}  // namespace ops_of_mine
struct round_down : layer<round_down> {
    static constexpr auto forward(auto x) { return trace::emit<ops_of_mine::round_down>(node{}, x); }
};
struct net : network<input<8>, dense<4>, round_down, dense<2>> {};
int main() {
    static model<net> m{seed{1}};
    auto trainer = compile(m, sgd{}, mean_squared_error{});
    (void)trainer;
}
