// SPDX-License-Identifier: BSL-1.0
// A growing array for constant evaluation: graphs are built in it and then frozen into plain arrays.
#pragma once

namespace inlay::detail {

/// As much of std::vector as graph passes need, without the cost of including it.
template <class T>
class vector {
public:
    constexpr vector() = default;
    constexpr explicit vector(int count, T value = T{}) {
        reserve(count);
        for (int i = 0; i < count; ++i) items_[size_++] = value;
    }
    constexpr vector(const vector& other) {
        reserve(other.size_);
        for (int i = 0; i < other.size_; ++i) items_[size_++] = other.items_[i];
    }
    constexpr vector(vector&& other) noexcept
        : items_(other.items_), size_(other.size_), capacity_(other.capacity_) {
        other.items_ = nullptr;
        other.size_ = other.capacity_ = 0;
    }
    constexpr vector& operator=(vector other) noexcept {
        T* items = items_;
        items_ = other.items_;
        other.items_ = items;
        size_ = other.size_;
        capacity_ = other.capacity_;
        return *this;
    }
    constexpr ~vector() { delete[] items_; }

    constexpr void reserve(int capacity) {
        if (capacity <= capacity_) return;
        T* grown = new T[static_cast<unsigned long>(capacity)]();
        for (int i = 0; i < size_; ++i) grown[i] = items_[i];
        delete[] items_;
        items_ = grown;
        capacity_ = capacity;
    }
    constexpr void push_back(const T& value) {
        if (size_ == capacity_) {
            const T copy = value;  // value may live in the array about to move
            reserve(capacity_ == 0 ? 64 : 2 * capacity_);
            items_[size_++] = copy;
        } else {
            items_[size_++] = value;
        }
    }
    constexpr void pop_back() { --size_; }
    constexpr int size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr T& operator[](int i) { return items_[i]; }
    constexpr const T& operator[](int i) const { return items_[i]; }
    constexpr T* data() { return items_; }
    constexpr const T* data() const { return items_; }
    constexpr T* begin() { return items_; }
    constexpr T* end() { return items_ + size_; }
    constexpr const T* begin() const { return items_; }
    constexpr const T* end() const { return items_ + size_; }

private:
    T* items_ = nullptr;
    int size_ = 0;
    int capacity_ = 0;
};

}  // namespace inlay::detail
