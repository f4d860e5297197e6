// SPDX-License-Identifier: BSL-1.0
// Work in parts, each on a thread of its own.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#define INLAY_POSIX_THREADS 1
#include <pthread.h>
#else
#include <thread>
#endif

namespace inlay::detail {

/// Calls work(context, part) once for each part in [0, parts) and returns when all are done: part 0 on this
/// thread, the others each on a new one, or on this one where the system has no more. (Not std::thread where
/// it can be helped: <thread> and what it makes of a lambda cost every program that trains 0.3 s to compile.)
[[gnu::cold]] inline void run_parts(int parts, void (*work)(void* context, int part), void* context) {
    struct job {
        void (*work)(void*, int) = nullptr;
        void* context = nullptr;
        int part = 0;
        bool started = false;
#if defined(INLAY_POSIX_THREADS)
        pthread_t thread{};
        void start() { started = pthread_create(&thread, nullptr, &job::run, this) == 0; }
        void join() { pthread_join(thread, nullptr); }
#else
        std::thread thread;
        void start() { thread = std::thread(&job::run, this), started = true; }
        void join() { thread.join(); }
#endif
        static void* run(void* self) {
            const job& j = *static_cast<job*>(self);
            j.work(j.context, j.part);
            return nullptr;
        }
    };
    std::vector<job> jobs(static_cast<std::size_t>(parts));
    for (int i = 0; i < parts; ++i) {
        job& j = jobs[static_cast<std::size_t>(i)];
        j.work = work, j.context = context, j.part = i;
        if (i > 0) j.start();
    }
    for (job& j : jobs)
        if (!j.started) job::run(&j);
    for (job& j : jobs)
        if (j.started) j.join();
}

}  // namespace inlay::detail

#endif
