// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Inference takes no heap, no lock and no exception. Where a network's parameters and its intermediate values
// live is the caller's choice. (Everything used here also builds with -fno-exceptions -fno-rtti.)
#include <inlay/inlay.hpp>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <thread>

using namespace inlay;

struct net : network<input<16>, dense<64>, relu, dense<64>, relu, dense<10>, softmax> {};

static_assert(peak_ram<net> <= 2 * 64 * 4);          // bytes of intermediate values, for one sample
static_assert(flash_bytes<net> <= 24 * 1024);        // bytes of parameters
static_assert(sizeof(model<net>) <= flash_bytes<net> + 64);

static long allocations = 0;
void* operator new(std::size_t bytes) {
    ++allocations;
    if (void* p = std::malloc(bytes)) return p;
    std::abort();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

static model<net> weights;                                  // in .bss; nothing runs before main
alignas(64) static unsigned char scratch[peak_ram<net>];    // static: its size is part of the link map

/// What a device would call.
extern "C" int classify(const float* features) noexcept {
    return argmax(weights(view<16>{features}, arena{scratch}));
}

int main() {
    weights = model<net>{seed{1}};
    auto x = random_normal<16>(seed{2});
    const int expected = classify(x.data());
    bool same = true;
    const long before = allocations;

    same = same && argmax(weights(x)) == expected;  // no arena: on the stack, for small networks

    alignas(64) unsigned char local[peak_ram<net>];  // on the stack, or in a section of your own
    same = same && argmax(weights(x, arena{local})) == expected;

    static unsigned char block[4096];  // a part of memory that something else manages
    void* part = block;
    std::size_t room = sizeof block;
    std::align(64, peak_ram<net>, part, room);
    same = same && argmax(weights(x, arena<peak_ram<net>>{part})) == expected;

    std::printf("allocations during inference: %ld\n", allocations - before);
    const bool none = allocations == before;

    // A const model may be run from many threads, each with an arena of its own.
    const model<net>& shared = weights;
    int found[2] = {-1, -1};
    const auto work = [&](int i) {
        alignas(64) unsigned char own[peak_ram<net>];
        found[i] = argmax(shared(x, arena{own}));
    };
    std::thread other(work, 0);
    work(1);
    other.join();
    same = same && found[0] == expected && found[1] == expected;

    std::printf("the same answer from every arena: %s\n", same ? "yes" : "no");
    return none && same ? 0 : 1;
}
