// SPDX-License-Identifier: BSL-1.0
// Threads that stay: work in parts, from microseconds on.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#if defined(__unix__) || defined(__APPLE__)
#define INLAY_POSIX_THREADS 1
#include <pthread.h>
#include <time.h>
#endif

namespace inlay {

#if defined(INLAY_POSIX_THREADS)
namespace detail {

/// What a pool and its threads share. (No std::thread, mutex, atomic: they cost every program that trains 0.3 s to
/// compile; pthread.h and the compiler's atomics cost nothing.)
///
/// Parts of a call are on offer as bits of a word. Who takes a bit off does that part: each thread looks for its own
/// first, whose memory it has in its cache, then for any. The caller, too: a thread that wakes late, or never
/// started, costs nothing but its help. Threads that find nothing look for a while, for the next call of a training
/// loop comes in microseconds, and then sleep.
class crew {
public:
    static constexpr int most = static_cast<int>(8 * sizeof(unsigned long));  // threads, the caller among them

    crew() = default;
    crew(const crew&) = delete;
    crew& operator=(const crew&) = delete;
    [[gnu::cold]] ~crew() {
        __atomic_store_n(&ends_, true, __ATOMIC_SEQ_CST);
        __atomic_add_fetch(&calls_, 1u, __ATOMIC_SEQ_CST);
        wake(more_);
        for (int i = 1; i < size_; ++i) pthread_join(members_[i].thread, nullptr);
        pthread_cond_destroy(&more_), pthread_cond_destroy(&done_), pthread_mutex_destroy(&lock_);
    }

    int size() const { return size_; }
    /// Until there are that many, or the system has no more.
    [[gnu::cold]] void grow(int threads) {
        for (; size_ < threads && size_ < most; ++size_) {
            member& m = members_[size_];
            m.of = this, m.number = size_;
            if (pthread_create(&m.thread, nullptr, &crew::live, &m) != 0) return;
        }
    }

    /// 1 <= parts <= most
    void run(int parts, void (*work)(void*, int), void* context) {
        work_ = work, context_ = context;
        __atomic_store_n(&unfinished_, parts, __ATOMIC_RELAXED);
        __atomic_store_n(&on_offer_, ~0ul >> (most - parts), __ATOMIC_RELEASE);
        __atomic_add_fetch(&calls_, 1u, __ATOMIC_SEQ_CST);
        if (__atomic_load_n(&sleepers_, __ATOMIC_SEQ_CST) > 0) wake(more_);
        do_parts(0);
        const auto finished = [this] { return __atomic_load_n(&unfinished_, __ATOMIC_SEQ_CST) == 0; };
        if (!comes_soon(finished)) sleep(done_, caller_sleeps_, finished);
    }

private:
    struct member {
        crew* of = nullptr;
        int number = 0;
        pthread_t thread{};
    };

    /// The life of a thread.
    [[gnu::cold]] static void* live(void* self) {
        const member& m = *static_cast<member*>(self);
        crew& c = *m.of;
        for (unsigned seen = 0;;) {
            const auto called = [&] { return __atomic_load_n(&c.calls_, __ATOMIC_SEQ_CST) != seen; };
            if (!comes_soon(called)) c.sleep(c.more_, c.sleepers_, called);
            if (__atomic_load_n(&c.ends_, __ATOMIC_SEQ_CST)) return nullptr;
            seen = __atomic_load_n(&c.calls_, __ATOMIC_SEQ_CST);
            c.do_parts(m.number);
        }
    }

    void do_parts(int own) {
        for (unsigned long open; (open = __atomic_load_n(&on_offer_, __ATOMIC_ACQUIRE)) != 0;) {
            const int part = (open >> own & 1) != 0 ? own : __builtin_ctzl(open);
            const unsigned long bit = 1ul << part;
            if ((__atomic_fetch_and(&on_offer_, ~bit, __ATOMIC_ACQ_REL) & bit) == 0) continue;  // somebody was faster
            work_(context_, part);
            if (__atomic_sub_fetch(&unfinished_, 1, __ATOMIC_SEQ_CST) == 0 && __atomic_load_n(&caller_sleeps_, __ATOMIC_SEQ_CST) > 0)
                wake(done_);
        }
    }

    /// Looks at a condition for 50 us; whether it came true.
    template <class Condition>
    static bool comes_soon(Condition holds) {
        if (holds()) return true;
        for (const long long end = nanoseconds() + 50'000; nanoseconds() < end;)
            for (int i = 0; i < 8; ++i) {
                if (holds()) return true;
#if defined(__x86_64__) || defined(__i386__)
                __builtin_ia32_pause();
#elif defined(__aarch64__)
                asm volatile("yield");
#endif
            }
        return false;
    }
    static long long nanoseconds() {
        timespec t{};
        clock_gettime(CLOCK_MONOTONIC, &t);
        return 1'000'000'000LL * t.tv_sec + t.tv_nsec;
    }

    /// Nobody is left asleep: whoever makes a condition true looks at `sleeping` afterwards, whoever is about to sleep
    /// looks at the condition after counting himself, and one of the two sees the other.
    template <class Condition>
    [[gnu::cold]] void sleep(pthread_cond_t& bell, int& sleeping, Condition holds) {
        pthread_mutex_lock(&lock_);
        __atomic_add_fetch(&sleeping, 1, __ATOMIC_SEQ_CST);
        while (!holds()) pthread_cond_wait(&bell, &lock_);
        __atomic_sub_fetch(&sleeping, 1, __ATOMIC_SEQ_CST);
        pthread_mutex_unlock(&lock_);
    }
    [[gnu::cold]] void wake(pthread_cond_t& bell) {
        pthread_mutex_lock(&lock_);
        pthread_cond_broadcast(&bell);
        pthread_mutex_unlock(&lock_);
    }

    pthread_mutex_t lock_ = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t more_ = PTHREAD_COND_INITIALIZER, done_ = PTHREAD_COND_INITIALIZER;
    int size_ = 1;
    member members_[most];
    // written by run() before the parts are on offer
    void (*work_)(void*, int) = nullptr;
    void* context_ = nullptr;
    // by all; each line of the cache to those who write it at the same time
    alignas(64) unsigned long on_offer_ = 0;
    alignas(64) unsigned calls_ = 0;
    int sleepers_ = 0, caller_sleeps_ = 0;
    bool ends_ = false;
    alignas(64) int unfinished_ = 0;
};

}  // namespace detail
#endif

/// Threads for work in parts: training with `threads` above 1 has one of its own, `predict` of a model takes one of
/// yours. The thread that calls counts; the others start with the pool, sleep while there is nothing to do, and end
/// with it. Where the system has no more threads (or none: not POSIX) there are fewer, and the work is the same.
/// One call at a time. As PyTorch's set_num_threads, for one object.
///
///     thread_pool pool{2};
///     net.predict(x, y, 64, memory, pool);
class thread_pool {
public:
    /// More threads than that help nobody: a call has at most so many parts.
    static constexpr int most = static_cast<int>(8 * sizeof(unsigned long));

    thread_pool() = default;
    explicit thread_pool(int threads) { grow(threads); }
    thread_pool(const thread_pool&) {}  // a copy starts its own
    thread_pool(thread_pool&& o) noexcept : crew_(o.crew_), asked_(o.asked_) { o.crew_ = nullptr, o.asked_ = 1; }
    thread_pool& operator=(thread_pool o) noexcept {
        auto* const crew = crew_;
        const int asked = asked_;
        crew_ = o.crew_, asked_ = o.asked_;
        o.crew_ = crew, o.asked_ = asked;
        return *this;
    }

#if defined(INLAY_POSIX_THREADS)
    ~thread_pool() {
        if (crew_ != nullptr) end();
    }
    int size() const { return crew_ != nullptr ? crew_->size() : 1; }
    /// Starts what is missing to that many threads.
    void grow(int threads) {
        if (threads > asked_) start(threads);
    }
    /// work(context, part) for each part in [0, parts), at the same time and in any order; returns when all are done.
    void run(int parts, void (*work)(void* context, int part), void* context) {
        if (parts > 1 && parts <= most && crew_ != nullptr) return crew_->run(parts, work, context);
        for (int part = 0; part < parts; ++part) work(context, part);
    }
#else
    int size() const { return 1; }
    void grow(int) {}
    void run(int parts, void (*work)(void* context, int part), void* context) {
        for (int part = 0; part < parts; ++part) work(context, part);
    }
#endif

private:
#if defined(INLAY_POSIX_THREADS)
    [[gnu::cold, gnu::noinline]] void start(int threads) {
        asked_ = threads;
        if (crew_ == nullptr) crew_ = new detail::crew;
        crew_->grow(threads);
    }
    [[gnu::cold, gnu::noinline]] void end() { delete crew_; }

    detail::crew* crew_ = nullptr;
#else
    void* crew_ = nullptr;
#endif
    int asked_ = 1;
};

}  // namespace inlay

#endif
