// must say: the argument's shape is not the shape of the network's input
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<8>, dense<2>> {};
int main() {
    const model<net> m{seed{1}};
    m(tensor<9>{});      // .bad
    // m(tensor<8>{});   // .ok
}
