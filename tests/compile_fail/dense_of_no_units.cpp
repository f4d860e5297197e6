// must say: dense<Units> needs at least one unit
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, dense<0>>;      // .bad
// using net = network<input<8>, dense<1>>;   // .ok
int main() { model<net> m; (void)m; }
