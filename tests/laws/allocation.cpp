// SPDX-License-Identifier: BSL-1.0
// Inference allocates nothing, and a training step nothing after the first: operator new is counted.
#include "laws.hpp"

#include <cstdlib>
#include <new>

namespace {

long allocations = 0;

void* counted(std::size_t bytes) {
    ++allocations;
    if (void* p = std::malloc(bytes)) return p;
    std::abort();
}
void* counted(std::size_t bytes, std::align_val_t alignment) {
    ++allocations;
    const auto a = static_cast<std::size_t>(alignment);
    if (void* p = std::aligned_alloc(a, (bytes + a - 1) / a * a)) return p;
    std::abort();
}

}  // namespace

void* operator new(std::size_t n) { return counted(n); }
void* operator new[](std::size_t n) { return counted(n); }
void* operator new(std::size_t n, std::align_val_t a) { return counted(n, a); }
void* operator new[](std::size_t n, std::align_val_t a) { return counted(n, a); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t) noexcept { std::free(p); }
void operator delete(void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::align_val_t) noexcept { std::free(p); }
void operator delete(void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept { std::free(p); }

using namespace inlay;

namespace {

struct net : network<input<8, 8, 1>, conv2d<6, 3>, batch_norm<>, relu, max_pool2d<2>, flatten, dropout<0.1>, dense<10>> {};

alignas(64) unsigned char scratch[peak_ram<net>];
alignas(64) unsigned char scratch_of_batch[model<net>::arena_bytes(5)];

}  // namespace

TEST_CASE("inference allocates nothing", "[laws][allocation]") {
    const model<net> m{seed{1}};
    const auto x = random_normal<5, 8, 8, 1>(seed{2});
    float y[50] = {};
    const long before = allocations;
    const auto a = m(x.data());
    const auto b = m(view<8, 8, 1>{x.data()}, arena{scratch});
    m.predict(x.data(), y, 5, scratch_of_batch);
    static deployed<net, bf16_weights> fast;
    fast.prepare(m);
    const auto c = fast(x.data());
    fast.predict(x.data(), y, 5, scratch_of_batch);
    m.predict(x.data(), y, 5, scratch_of_batch);
    CHECK(allocations == before);
    CHECK(c[3] == Catch::Approx(a[3]).epsilon(0.1));
    CHECK(a[3] == b[3]);
    CHECK(y[3] == Catch::Approx(a[3]));
}

TEST_CASE("a training step allocates nothing after the first", "[laws][allocation]") {
    model<net> m{seed{1}};
    auto trainer = compile(m, adam{}, cross_entropy{}, accuracy{});
    const auto x = random_normal<6, 8, 8, 1>(seed{2});
    const float target[] = {0, 1, 2, 3, 4, 5};
    const long start = allocations;
    const float first = trainer.train_step(x.data(), target, 6);
    CHECK(allocations > start);  // the counter counts
    const long before = allocations;
    float last = first;
    for (int i = 0; i < 20; ++i) last = trainer.train_step(x.data(), target, 6);
    last = trainer.train_step(x.data(), target, 3);
    CHECK(allocations == before);
    CHECK(last < first);
}
