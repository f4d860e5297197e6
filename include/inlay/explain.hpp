// SPDX-License-Identifier: BSL-1.0
// Looking at networks: summary, graphs as text and DOT, what each pass did.
#pragma once

#include "inlay.hpp"

#include "explain/graph_text.hpp"
#include "explain/pass_log.hpp"
#include "explain/summary.hpp"
