// SPDX-License-Identifier: BSL-1.0
// What is inlined: INLAY_INLINE in every build, at -O0 too; INLAY_PART into the INLAY_WHOLE that calls it.
#pragma once

// Not only for speed: the linker must not take a copy compiled for one instruction set for another.
#ifndef INLAY_INLINE
#define INLAY_INLINE inline __attribute__((always_inline))
#endif

// A kernel is a dozen functions deep. g++ optimises each of them with all that was inlined into it before it goes
// on to the next, a dozen times the same loops; told to flatten the outermost, it puts them together once.
#if defined(__clang__) || !defined(__OPTIMIZE__)
#define INLAY_PART __attribute__((always_inline))
#define INLAY_WHOLE
#else
#define INLAY_PART
#define INLAY_WHOLE __attribute__((flatten))
#endif
