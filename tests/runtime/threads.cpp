// SPDX-License-Identifier: BSL-1.0
// The pool of threads: every part once, whatever there is of threads; and batches of inference on it.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/threads.hpp>

#include <memory>
#include <utility>
#include <vector>

#if defined(__linux__)
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace inlay;

namespace {

/// Counts how often each part is done; every call must see what the one before left behind.
struct tally {
    std::vector<long> times = std::vector<long>(thread_pool::most, 0);
    static void work(void* self, int part) { ++static_cast<tally*>(self)->times[static_cast<std::size_t>(part)]; }
};

/// `calls` calls of 1, 2, ... parts.
void check_calls(thread_pool& pool, int calls) {
    tally t;
    std::vector<long> want(t.times.size(), 0);
    for (int call = 0; call < calls; ++call) {
        const int parts = 1 + call % 9;
        pool.run(parts, &tally::work, &t);
        for (int part = 0; part < parts; ++part) ++want[static_cast<std::size_t>(part)];
    }
    CHECK(t.times == want);
}

struct net : network<input<9>, dense<33>, inlay::tanh, dense<17>, gelu, dense<4>> {};
struct image : network<input<8, 8, 2>, conv2d<6, 3, same>, relu, max_pool2d<2>, flatten, dense<5>> {};

template <class Net, class Model>
void check_predict(const Model& m) {
    constexpr long in = recorded<Net>::value.g.nodes[recorded<Net>::value.g.inputs[0]].out.size(), out = output_shape<Net>.size();
    for (const int threads : {1, 2, 3, 7})
        for (const long batch : {0l, 1l, 2l, 5l, 16l, 33l}) {
            thread_pool pool{threads};
            std::vector<float> x(static_cast<std::size_t>(batch * in)), y(static_cast<std::size_t>(batch * out) + 1, -7.0f);
            for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(random_normal_at(3, i));
            const long bytes = Model::arena_bytes(batch, pool.size());
            std::vector<unsigned char> memory(static_cast<std::size_t>(bytes) + 128, 0xab);
            unsigned char* arena = memory.data() + (64 - reinterpret_cast<std::uintptr_t>(memory.data()) % 64);
            m.predict(x.data(), y.data(), batch, arena, pool);
            for (long b = 0; b < batch; ++b) {
                const auto one = m(x.data() + b * in);
                for (long k = 0; k < out; ++k)
                    CHECK(y[static_cast<std::size_t>(b * out + k)] == Catch::Approx(one[k]).epsilon(1e-5).margin(1e-6));
            }
            CHECK(y.back() == -7.0f);
            CHECK(arena[bytes] == 0xab);  // nothing behind the arena is written
        }
}

}  // namespace

TEST_CASE("every part is done once in every call", "[threads]") {
    for (const int threads : {1, 2, 3, 7}) {
        thread_pool pool{threads};
        check_calls(pool, 3000);
    }
}

#if defined(__linux__)
TEST_CASE("threads that fell asleep wake up", "[threads]") {
    thread_pool pool{3};
    for (int i = 0; i < 20; ++i) {
        usleep(500);  // they look for work for 50 us
        check_calls(pool, 3);
    }
}

TEST_CASE("a call waits for the slowest part", "[threads]") {
    thread_pool pool{2};
    for (int i = 0; i < 20; ++i) {
        long done[2]{};
        pool.run(2, [](void* d, int part) {
            if (part == 1) usleep(400);  // longer than the caller looks on
            static_cast<long*>(d)[part] = 1;
        }, done);
        CHECK(done[0] + done[1] == 2);
    }
}
#endif

TEST_CASE("pools begin, grow, move and end at any time", "[threads]") {
    { thread_pool never_used; }
    { thread_pool no_call{4}; }
    for (int i = 0; i < 50; ++i) {
        thread_pool short_lived{3};
        check_calls(short_lived, i % 3);
    }
    thread_pool a{2};
    check_calls(a, 10);
    a.grow(4);
    check_calls(a, 100);
    a.grow(3);  // never fewer
    thread_pool b{std::move(a)}, copy{b};
    check_calls(b, 100);
    check_calls(a, 10);
    check_calls(copy, 10);
    CHECK(copy.size() == 1);  // it starts its own when asked to
    copy = thread_pool{2};
    check_calls(copy, 10);
    CHECK(thread_pool{}.size() == 1);
    CHECK(thread_pool{0}.size() == 1);
    CHECK(thread_pool{-3}.size() == 1);
}

#if defined(INLAY_POSIX_THREADS)
TEST_CASE("a pool has the threads that were asked for", "[threads]") {
    for (const int threads : {1, 2, 3, 7}) CHECK(thread_pool{threads}.size() == threads);
    CHECK(thread_pool{1000}.size() == thread_pool::most);
}
#endif

#if defined(__linux__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#if !defined(SANITIZED)
TEST_CASE("where the system has no more threads, fewer do the work", "[threads]") {
    rlimit before{};
    REQUIRE(getrlimit(RLIMIT_AS, &before) == 0);
    auto pool = std::make_unique<thread_pool>(2);
    rlimit now = before;
    now.rlim_cur = 1 << 20;  // no room for another stack
    REQUIRE(setrlimit(RLIMIT_AS, &now) == 0);
    pool->grow(thread_pool::most);
    setrlimit(RLIMIT_AS, &before);
    CHECK(pool->size() >= 2);
    CHECK(pool->size() < thread_pool::most);
    tally t;
    for (int i = 0; i < 50; ++i) pool->run(thread_pool::most, &tally::work, &t);
    CHECK(t.times == std::vector<long>(thread_pool::most, 50));
}
#endif
#endif

TEST_CASE("a batch in parts: the outputs of its samples", "[threads]") {
    static const model<net> m{seed{3}};
    check_predict<net>(m);
    static const deployed<net> d{m};
    check_predict<net>(d);
    static const model<image> conv{seed{4}};
    check_predict<image>(conv);
}
