// SPDX-License-Identifier: BSL-1.0
// Files: safetensors, and the pieces it is made of.
#pragma once

// Outcomes and files
#include "io/result.hpp"
#include "io/message.hpp"
#include "io/file.hpp"

// Formats
#include "io/utf8.hpp"
#include "io/json.hpp"
#include "io/stored_dtype.hpp"
#include "io/tensor_entry.hpp"
#include "io/safetensors_header.hpp"
#include "io/safetensors.hpp"
#include "io/safetensors_writer.hpp"

// Networks
#include "io/model.hpp"
