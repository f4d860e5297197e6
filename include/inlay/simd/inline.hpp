// SPDX-License-Identifier: BSL-1.0
// INLAY_INLINE: inline in every build, at -O0 too.
#pragma once

// Not only for speed: the linker must not take a copy compiled for one instruction set for another.
#ifndef INLAY_INLINE
#define INLAY_INLINE inline __attribute__((always_inline))
#endif
