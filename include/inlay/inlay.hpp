// SPDX-License-Identifier: BSL-1.0
// inlay: neural networks as C++ types. The table of contents: what a network is made of, and running it.
#pragma once

// values, and how mistakes are reported
#include "core/error.hpp"
#include "core/tensor.hpp"
#include "core/random.hpp"

// layers
#include "ops/activations.hpp"
#include "ops/dense.hpp"
#include "ops/reshape.hpp"

// networks
#include "ops/concat.hpp"
#include "ops/dropout.hpp"
#include "ops/layer_norm.hpp"
#include "ops/batch_norm.hpp"
#include "ops/softmax.hpp"
#include "graph/network.hpp"

// running
#include "runtime/facts.hpp"
#include "runtime/model.hpp"
#include "eager/eager.hpp"
