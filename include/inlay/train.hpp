// SPDX-License-Identifier: BSL-1.0
// Training: losses, optimizers, metrics; compile, fit, evaluate, predict; gradient_check.
#pragma once

#include "explain.hpp"
#include "inlay.hpp"
#include "explain/training_text.hpp"
#include "ops/loss.hpp"
#include "train/gradient_check.hpp"
#include "train/metrics.hpp"
#include "train/optimizers.hpp"
#include "train/trainer.hpp"
#include "train/training.hpp"
