// SPDX-License-Identifier: BSL-1.0
// inlay: neural networks as C++ types. The table of contents: what a network is made of, and running it.
#pragma once

// values, and how mistakes are reported
#include "core/error.hpp"
#include "core/random.hpp"
#include "core/tensor.hpp"

// layers
#include "ops/activations.hpp"
#include "ops/batch_norm.hpp"
#include "ops/concat.hpp"
#include "ops/conv1d.hpp"
#include "ops/conv2d.hpp"
#include "ops/dense.hpp"
#include "ops/depthwise_conv2d.hpp"
#include "ops/dropout.hpp"
#include "ops/gru.hpp"
#include "ops/layer_norm.hpp"
#include "ops/lstm.hpp"
#include "ops/pad.hpp"
#include "ops/pool.hpp"
#include "ops/reshape.hpp"
#include "ops/softmax.hpp"

// networks: lists of layers, combinators, traced functions
#include "graph/network.hpp"

// running: what is known before, the model, operation by operation
#include "runtime/facts.hpp"
#include "runtime/model.hpp"
#include "runtime/deployed.hpp"
#include "runtime/streaming.hpp"
#include "eager/eager.hpp"
