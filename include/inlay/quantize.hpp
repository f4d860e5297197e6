// SPDX-License-Identifier: BSL-1.0
// From a float network to an int8 one: calibration, training with quantisation, what it costs each layer, files.
#pragma once

#include "quant.hpp"

#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

// numbers of run time, and the arithmetic on them
#include "quant/interpret_int8.hpp"
#include "quant/int8_model.hpp"

// from data
#include "quant/range.hpp"
#include "quant/calibrate.hpp"

// training with it
#include "ops/fake_quantize.hpp"
#include "quant/quantization_aware.hpp"
#include "quant/qat_model.hpp"

// what came of it
#include "quant/report.hpp"
#include "quant/save_graph.hpp"

#endif
