#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Makes tiny.nam, a small network in the format of NAM 0.7 with random weights, and beside it the sound that goes
in and what comes out, computed in double: tiny.in.f32, tiny.out.f32 (float32, little endian). Needs numpy."""
import json
import pathlib
import numpy as np

here = pathlib.Path(__file__).parent
random = np.random.default_rng(7)
C, kernels, dilations, head_kernel, scale = 3, [3, 2, 4], [1, 5, 2], 4, 0.5


def draw(*shape):
    fan_in = np.prod(shape[1:]) if len(shape) > 1 else 4
    return (random.normal(size=shape) / np.sqrt(fan_in)).astype(np.float32)


def convolve(x, w, dilation=1):
    """x (T, I), w (O, I, K), causal."""
    K = w.shape[2]
    padded = np.vstack([np.zeros(((K - 1) * dilation, x.shape[1])), x])
    return sum(padded[k * dilation:k * dilation + len(x)] @ w[:, :, k].T.astype(float) for k in range(K))


samples = 256 + 64  # a few more than the layers remember, and whole blocks
x = (0.5 * np.sin(0.02 * np.arange(samples) ** 1.2) + 0.05 * random.normal(size=samples)).astype(np.float32)
silence = 1 << 14   # first: what the biases alone make of it
sound = np.concatenate([np.zeros(silence), x.astype(float)])[:, None]
stream = [draw(C, 1, 1)]
h, head = convolve(sound, stream[0]), 0
for K, D in zip(kernels, dilations):
    w, b, m, w1, b1 = draw(C, C, K), draw(C), draw(C, 1, 1), draw(C, C, 1), draw(C)
    stream += [w, b, m, w1, b1]
    z = convolve(h, w, D) + b + convolve(sound, m)
    a = np.where(z > 0, z, 0.01 * z)
    head = head + a
    h = h + convolve(a, w1) + b1
w, b = draw(1, C, head_kernel), draw(1)
stream += [w, b, np.array([scale], np.float32)]
y = scale * (convolve(head, w) + b)[silence:, 0]

weights = [float(str(v)) for t in stream for v in t.ravel()]
layer = {"input_size": 1, "condition_size": 1, "channels": C, "kernel_sizes": kernels, "dilations": dilations,
         "head": {"out_channels": 1, "kernel_size": head_kernel, "bias": True},
         "activation": [{"type": "LeakyReLU", "negative_slope": 0.01}] * len(kernels)}
(here / "tiny.nam").write_text(json.dumps(
    {"version": "0.7.0", "architecture": "WaveNet", "config": {"layers": [layer], "head": None, "head_scale": scale},
     "weights": weights, "sample_rate": 48000}, indent=1).replace(",\n  ", ", ") + "\n")
x.tofile(here / "tiny.in.f32")
y.astype(np.float32).tofile(here / "tiny.out.f32")
