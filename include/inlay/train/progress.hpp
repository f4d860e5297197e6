// SPDX-License-Identifier: BSL-1.0
// The progress bar of fit: one line redrawn on a terminal, one plain line per epoch elsewhere.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdio>
#include <ctime>
#include <string>

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

namespace inlay::detail {

class progress_bar {
public:
    progress_bar(int epoch, int epochs, long batches, bool verbose)
        : epoch_(epoch), epochs_(epochs), batches_(batches), verbose_(verbose), start_(now()), drawn_(start_) {}

    double seconds() const { return now() - start_; }

    /// Whether it is to be drawn again: at most ten times a second.
    bool is_due() const { return verbose_ && is_terminal() && now() - drawn_ >= 0.1; }
    /// After batch `done`.
    [[gnu::cold]] void draw(long done, const char* numbers) {
        drawn_ = now();
        const double left = seconds() / static_cast<double>(done) * static_cast<double>(batches_ - done);
        std::fprintf(stdout, "\r\033[Kepoch %d/%d %s ETA %.0f s  %s", epoch_, epochs_, bar(done).c_str(), left, numbers);
        std::fflush(stdout);
    }
    [[gnu::cold]] void finish(const char* numbers) {
        if (!verbose_) return;
        std::fprintf(stdout, "%sepoch %d/%d  %.1f s  %s\n", is_terminal() ? "\r\033[K" : "", epoch_, epochs_, seconds(), numbers);
        std::fflush(stdout);
    }

private:
    /// Seconds since some day. (<chrono> costs the compiler 0.2 s.)
    static double now() {
        std::timespec t{};
        std::timespec_get(&t, TIME_UTC);
        return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    }
    static bool is_terminal() {
#if __has_include(<unistd.h>)
        static const bool yes = isatty(STDOUT_FILENO) == 1;
        return yes;
#else
        return false;
#endif
    }
    [[gnu::cold]] std::string bar(long done) const {
        constexpr long width = 24;
        const long filled = batches_ == 0 ? width : done * width / batches_;
        std::string s = "[";
        for (long i = 0; i < width; ++i) s += i < filled ? '=' : i == filled ? '>' : ' ';
        return s += ']';
    }

    int epoch_, epochs_;
    long batches_;
    bool verbose_;
    double start_, drawn_;
};

}  // namespace inlay::detail

#endif
