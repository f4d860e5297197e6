// SPDX-License-Identifier: BSL-1.0
// int8: a network's integer form, its numbers as constants, and running it with both.
#pragma once

// how mistakes are reported
#include "core/error.hpp"

// layers, as a converted network names them
#include "ops/activations.hpp"
#include "ops/batch_norm.hpp"
#include "ops/concat.hpp"
#include "ops/conv2d.hpp"
#include "ops/dense.hpp"
#include "ops/depthwise_conv2d.hpp"
#include "ops/pad.hpp"
#include "ops/pool.hpp"
#include "ops/reshape.hpp"
#include "ops/softmax.hpp"

// numbers as integers
#include "quant/rounding.hpp"
#include "quant/multiplier.hpp"
#include "quant/fixed_point.hpp"

// what a converter writes
#include "quant/artifact.hpp"

// the graph, its memory, its constants
#include "quant/graph.hpp"
#include "quant/overlap.hpp"
#include "quant/plan.hpp"
#include "quant/numbers.hpp"
#include "quant/channels.hpp"
#include "quant/integers.hpp"
#include "quant/layer_constants.hpp"

// running
#include "quant/run.hpp"
#include "quant/frozen.hpp"
