// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// One include for Catch2 v2 (Debian 12) and v3. Tests use what both have:
// TEST_CASE, SECTION, REQUIRE, CHECK, STATIC_REQUIRE, TEMPLATE_TEST_CASE, GENERATE,
// Catch::Approx, the matchers of Catch::Matchers, and SKIP_TEST below.
#pragma once

#if defined(__clang__) && __clang_major__ >= 22  // TEST_CASE numbers its functions with __COUNTER__
#pragma clang diagnostic ignored "-Wc2y-extensions"
#endif

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>

namespace Catch {
using Detail::Approx;
namespace Matchers {
inline auto ContainsSubstring(std::string const& text,
                              CaseSensitive::Choice sensitive = CaseSensitive::Yes) {
    return Contains(text, sensitive);
}
}  // namespace Matchers
}  // namespace Catch
#endif

/// Leaves the test case with a note; it counts as passed (v2 has no SKIP).
#define SKIP_TEST(reason)                                                                         \
    do {                                                                                          \
        WARN("skipped: " << reason);                                                              \
        SUCCEED();                                                                                \
        return;                                                                                   \
    } while (false)
