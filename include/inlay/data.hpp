// SPDX-License-Identifier: BSL-1.0
// Data: what a dataset is, the file formats it comes from, and the sets that have a name.
#pragma once

// In memory
#include "data/sample_view.hpp"
#include "data/dataset.hpp"

// File formats
#include "data/deflate.hpp"
#include "data/gzip.hpp"
#include "data/csv.hpp"
#include "data/idx.hpp"

// By name
#include "data/mnist.hpp"
#include "data/optdigits.hpp"
