// SPDX-License-Identifier: BSL-1.0
// Several instruction sets in one program: a file compiled once for each, and the pick at run time.
#pragma once

// What a header-only library compiles to depends on the flags of the file that includes it. Two files with
// unlike -m flags must not share its functions: the linker keeps one copy of each. So every variant is compiled
// with the namespace under a name of its own, -Dinlay=inlay_avx2. The CMake function inlay_add_variants sets
// that, the flags, and INLAY_ISA, which INLAY_VARIANT puts behind a function's name:
//
//     // net.cpp                                                 inlay_add_variants(app net.cpp)
//     namespace { struct net : inlay::network<...> {}; }          // names in such a file: unnamed namespace
//     void INLAY_VARIANT(infer)(const float* x, float* y) { ... }  // infer_baseline, infer_avx2, infer_avx512
//
//     // main.cpp
//     void infer_baseline(const float*, float*);  // and the other two
//     const auto infer = inlay::pick(infer_baseline, infer_avx2, infer_avx512);
//
// A variant's file includes inlay.hpp and what else is nobody's template: functions of the standard library that
// it instantiates are shared with the rest of the program, whatever their flags. tools/check_variants.py looks
// for such.

#define INLAY_VARIANT_JOIN(name, isa) name##_##isa
#define INLAY_VARIANT_OF(name, isa) INLAY_VARIANT_JOIN(name, isa)
#if defined(INLAY_ISA)
#define INLAY_VARIANT(name) INLAY_VARIANT_OF(name, INLAY_ISA)
#endif

namespace inlay {

/// The instruction sets of the variants: what the ABI guarantees (SSE2, NEON); AVX2 with FMA; AVX-512 F, VL, BW, DQ.
enum class instruction_set : unsigned char { baseline, avx2, avx512 };

/// The best of them that this machine, and its operating system, run.
inline instruction_set best_instruction_set() {
#if defined(__x86_64__) || defined(__i386__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
            __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
            return instruction_set::avx512;
        return instruction_set::avx2;
    }
#endif
    return instruction_set::baseline;
}

/// The one of three values (functions, objects) that was made for `isa`.
template <class T>
constexpr T pick(T baseline, T avx2, T avx512, instruction_set isa) {
    return isa == instruction_set::avx512 ? avx512 : isa == instruction_set::avx2 ? avx2 : baseline;
}
template <class T>
T pick(T baseline, T avx2, T avx512) {
    return pick(baseline, avx2, avx512, best_instruction_set());
}

}  // namespace inlay
