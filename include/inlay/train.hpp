// SPDX-License-Identifier: BSL-1.0
// Training: losses, optimizers, metrics; compile, fit, evaluate, predict; gradient_check.
#pragma once

#include "inlay.hpp"

// on every target
#include "ops/loss.hpp"
#include "train/metrics.hpp"
#include "train/optimizers.hpp"
#include "train/losses.hpp"
#include "train/training.hpp"
#include "train/gradient_check.hpp"

// hosted: on data sets, and in words
#include "train/trainer.hpp"
#include "explain.hpp"
#include "explain/training_text.hpp"
