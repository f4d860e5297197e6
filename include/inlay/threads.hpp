// SPDX-License-Identifier: BSL-1.0
// Threads for large batches: model.predict(x, y, batch, arena, pool).
#pragma once

#include "runtime/threads.hpp"
