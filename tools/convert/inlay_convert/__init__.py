# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
"""Trained networks as inlay headers. read -> Graph -> header, or safetensors and back."""
