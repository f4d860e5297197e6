#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes python.safetensors with the reference implementation (needs torch and safetensors)."""
import pathlib

import torch
from safetensors.torch import save_file

half = torch.tensor([0.0, -1.5, 65504.0, 2.0**-24])
tensors = {
    "0.weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4 - 0.5,
    "0.bias": torch.tensor([1.0, -2.0], dtype=torch.float64),
    "half": half.to(torch.float16),
    "brain": torch.tensor([[1.0, -3.0, 0.15625]]).to(torch.bfloat16),
    "scalar": torch.tensor(42.0),
    "empty": torch.zeros(0, 5),
    "codes": torch.tensor([-128, 0, 127], dtype=torch.int8),
    "step": torch.tensor([2**40], dtype=torch.int64),
    "mask": torch.tensor([True, False]),
    "naïve \"name\"": torch.tensor([7.0]),
}
path = pathlib.Path(__file__).with_name("python.safetensors")
save_file(tensors, path, metadata={"format": "pt", "note": "é\n\"quoted\""})
