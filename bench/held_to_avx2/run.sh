#!/usr/bin/env bash
# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
#
# Runs a program, and what it starts, with AVX2 as the most that they find: run.sh BUILD-FOLDER PROGRAM [ARGUMENT...]
# held_to_avx2.cpp says how.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
library=$(realpath "$1")/held_to_avx2.so
[ "$library" -nt "$here/held_to_avx2.cpp" ] ||
    "${CXX:-g++}" -O2 -std=c++20 -fno-exceptions -fno-rtti -shared -fPIC "$here/held_to_avx2.cpp" -o "$library"
features=$(printf -- ',-AVX512%s' F VL BW DQ CD ER PF IFMA VBMI)
export GLIBC_TUNABLES=glibc.cpu.hwcaps=${features#,}
LD_AUDIT=$library exec "${@:2}"
