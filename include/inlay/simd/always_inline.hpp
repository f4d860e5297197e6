// SPDX-License-Identifier: BSL-1.0
// INLAY_ALWAYS_INLINE: inline, at -O0 too.
#pragma once

// Not only for speed: no copy compiled for one instruction set may be picked by the linker for another.
#ifndef INLAY_ALWAYS_INLINE
#define INLAY_ALWAYS_INLINE inline __attribute__((always_inline))
#endif
