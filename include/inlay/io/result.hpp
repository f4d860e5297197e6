// SPDX-License-Identifier: BSL-1.0
// The outcome of a call that can fail: a value, or one sentence that says what went wrong.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdio>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

namespace inlay {

/// What went wrong, in one sentence: the file, the thing in it, what was expected, what was found.
struct failure {
    std::string message;
};

/// Thrown by the plain-named functions (`read`, `load`, `write`) where exceptions are enabled.
struct io_error : std::runtime_error {
    explicit io_error(const char* message) : std::runtime_error(message) {}
};

/// Throws io_error; without exceptions prints the message to stderr and aborts.
[[noreturn, gnu::cold]] inline void raise_io_error(const failure& what) {
#if defined(__cpp_exceptions)
    throw io_error(what.message.c_str());
#else
    std::fprintf(stderr, "%s\n", what.message.c_str());
    std::abort();
#endif
}

/// A value of T, or a failure. Functions named try_... return it; each has a twin without the try_
/// that returns `try_...().value()` and so raises the failure.
///
///     auto file = inlay::safetensors::try_read("digits.safetensors");
///     if (!file) std::puts(file.error().message.c_str());
template <class T>
class [[nodiscard]] result {
public:
    result(T&& value) : value_(std::move(value)), has_value_(true) {}
    result(const T& value) : value_(value), has_value_(true) {}
    result(failure what) : failure_(std::move(what)) {}
    result(result&& other) : failure_(std::move(other.failure_)), has_value_(other.has_value_) {
        if (has_value_) new (&value_) T(std::move(other.value_));
    }
    result& operator=(const result&) = delete;
    ~result() {
        if (has_value_) value_.~T();
    }

    explicit operator bool() const { return has_value_; }

    // clang-format off
    T&       value() &      { require(); return value_; }
    const T& value() const& { require(); return value_; }
    T        value() &&     { require(); return std::move(value_); }

    T&       operator*() &       { return value(); }
    const T& operator*() const&  { return value(); }
    T        operator*() &&      { return std::move(*this).value(); }
    T*       operator->()        { return &value(); }
    const T* operator->() const  { return &value(); }
    // clang-format on

    /// The failure; its message is empty where there is a value.
    const failure& error() const { return failure_; }

private:
    void require() const {
        if (!has_value_) raise_io_error(failure_);
    }

    union {
        T value_;  // (std::optional would do; it costs the compiler ten times as much)
    };
    failure failure_;
    bool has_value_ = false;
};

/// Success, or a failure.
template <>
class [[nodiscard]] result<void> {
public:
    result() = default;
    result(failure what) : failure_(std::move(what)), failed_(true) {}

    explicit operator bool() const { return !failed_; }
    void value() const {
        if (failed_) raise_io_error(failure_);
    }
    const failure& error() const { return failure_; }

private:
    failure failure_;
    bool failed_ = false;
};

}  // namespace inlay

#endif
