// must say: one argument for each input of the network
#include <inlay/inlay.hpp>
using namespace inlay;
struct sum {
    constexpr auto operator()(auto a, auto b) const { return a + b; }
};
struct net : traced<sum, input<8>, input<8>> {};
int main() {
    const model<net> m{seed{1}};
    const tensor<8> a{}, b{};
    (void)b;
    m(a);      // .bad
    // m(a, b);   // .ok
}
