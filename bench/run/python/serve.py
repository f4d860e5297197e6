#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Peers that are reached through Python. The bench starts this program and asks it, one line a question:

    make WHO WORK      ->  ok VERSION OVERHEAD (seconds of an empty call)   or   no REASON
    results N          ->  the numbers that the first N calls gave
    time SECONDS       ->  CPU seconds a call of this process, from calls that fill about SECONDS
    count              ->  ok; one call, between two signals that tell ../../held_to_avx2 to count its instructions

`results`, `time` and `count` take the index that `make` counted (0, 1, ...) first. A new peer: a class below with `version` and
either `call(i)`, which does one call on batch i, and `output()`, or `step(i)`, which gives the loss of a step.
"""
import os
import signal
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import numpy as np

import plain

DIRECTORY = sys.argv[1]


def model_file(work, suffix):
    path = f"{DIRECTORY}/{work.id}{suffix}"
    if not os.path.exists(path):
        raise RuntimeError(f"no model file {work.id}{suffix}")
    return path


def batches(array, work):
    return [np.ascontiguousarray(array[i:i + work.batch]) for i in range(0, work.samples, work.batch)]


class Ncnn:
    def __init__(self, work):
        import ncnn
        self.version = ncnn.__version__
        if work.batch > 1:
            raise RuntimeError("one sample a call")
        self.ncnn = ncnn
        self.net = ncnn.Net()
        o = self.net.opt
        o.num_threads = 1
        o.use_vulkan_compute = o.use_fp16_packed = o.use_fp16_storage = o.use_fp16_arithmetic = o.use_bf16_storage = False
        o.lightmode = True
        self.net.load_param(model_file(work, ".ncnn.param"))
        self.net.load_model(model_file(work, ".ncnn.bin"))
        self.inputs = [ncnn.Mat(x[0]).clone() for x in batches(plain.channels_first(work), work)]

    def call(self, i):
        e = self.net.create_extractor()
        e.input("x", self.inputs[i])
        self.y = e.extract("y")[1]

    def output(self):
        return np.array(self.y)


def jax_network(work):
    """f(parameters, x) and the parameters; x (n, h, w, c)."""
    import jax.numpy as jnp
    from jax import lax
    parameters = []
    for l in work.layers:
        if l.kind == "dense":
            parameters.append((jnp.array(plain.dense_as_stored(l).T), jnp.array(l.bias)))
        elif l.kind in ("convolution", "depthwise"):
            parameters.append((jnp.array(l.weight.transpose(2, 3, 1, 0)), jnp.array(l.bias)))
        elif l.kind in ("gru", "lstm"):
            raise RuntimeError("recurrent layers: not in this adapter")
        else:
            parameters.append(())

    def forward(parameters, x):
        outputs = []
        for l, p in zip(work.layers, parameters):
            y = x if l.source < 0 else outputs[l.source]
            if l.kind == "dense":
                y = y.reshape(y.shape[0], -1) @ p[0] + p[1]
            elif l.kind in ("convolution", "depthwise"):
                top, left, bottom, right = l.pads
                y = lax.conv_general_dilated(y, p[0], (l.stride, l.stride), [(top, bottom), (left, right)],
                                             dimension_numbers=("NHWC", "HWIO", "NHWC"),
                                             feature_group_count=l.input[2] if l.kind == "depthwise" else 1) + p[1]
            elif l.kind == "max_pool":
                y = lax.reduce_window(y, -jnp.inf, lax.max, (1, *l.kernel, 1), (1, l.stride, l.stride, 1), "VALID")
            else:
                y = y.mean((1, 2))
            if l.plus >= 0:
                y = y + outputs[l.plus]
            y = {"relu": lambda v: jnp.maximum(v, 0), "tanh": jnp.tanh, "none": lambda v: v}[l.then](y)
            outputs.append(y)
        return y
    return forward, parameters


class Jax:
    def __init__(self, work):
        import jax
        import jax.numpy as jnp
        self.version = jax.__version__
        forward, parameters = jax_network(work)
        self.inputs = [jax.device_put(b) for b in batches(work.x, work)]
        if work.training:
            self.labels = [jax.device_put(b) for b in batches(work.labels, work)]

            def loss(p, x, labels):
                scores = jax.nn.log_softmax(forward(p, x))
                return -scores[jnp.arange(work.batch), labels].mean()

            def update(p, x, labels):
                value, gradient = jax.value_and_grad(loss)(p, x, labels)
                return value, jax.tree.map(lambda a, g: a - work.rate * g, p, gradient)
            self.update = jax.jit(update, donate_argnums=0)
            self.parameters = parameters
        else:
            self.function = jax.jit(lambda x: forward(parameters, x))

    def call(self, i):
        self.y = self.function(self.inputs[i]).block_until_ready()

    def output(self):
        return np.array(self.y)

    def step(self, i):
        value, self.parameters = self.update(self.parameters, self.inputs[i], self.labels[i])
        return float(value)


def torch_network(work):
    import torch
    from torch import nn
    import torch.nn.functional as F

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.parts = nn.ModuleList()
            for l in work.layers:
                if l.kind == "dense":
                    part = nn.Linear(l.weight.shape[1], l.output[2])
                elif l.kind in ("convolution", "depthwise"):
                    top, left, bottom, right = l.pads
                    symmetric = top == bottom and left == right
                    part = nn.Conv2d(l.input[2], l.output[2], tuple(l.kernel), l.stride, (top, left) if symmetric else 0,
                                     groups=l.output[2] if l.kind == "depthwise" else 1)
                    part.zeros = None if symmetric else (left, right, top, bottom)
                elif l.kind in ("gru", "lstm"):
                    raise RuntimeError("recurrent layers: not in this adapter")
                else:
                    part = nn.Identity()
                if l.weight.size:
                    part.weight.data = torch.tensor(l.weight.copy())
                    part.bias.data = torch.tensor(l.bias.copy())
                self.parts.append(part)

        def forward(self, x):
            outputs = []
            for l, part in zip(work.layers, self.parts):
                y = x if l.source < 0 else outputs[l.source]
                if l.kind == "dense":
                    y = part(y.flatten(1))
                elif l.kind in ("convolution", "depthwise"):
                    y = part(F.pad(y, part.zeros) if part.zeros else y)
                elif l.kind == "max_pool":
                    y = F.max_pool2d(y, tuple(l.kernel), l.stride)
                else:
                    y = y.mean((2, 3))
                if l.plus >= 0:
                    y = y + outputs[l.plus]
                if l.then != "none":
                    y = torch.relu(y) if l.then == "relu" else torch.tanh(y)
                outputs.append(y)
            return y
    return Network()


class Torch:
    def __init__(self, work):
        import torch
        torch.set_num_threads(1)
        self.torch, self.version = torch, torch.__version__.split("+")[0]
        self.network = torch_network(work)
        self.inputs = [torch.tensor(b) for b in batches(plain.channels_first(work), work)]
        if work.training:
            self.labels = [torch.tensor(b) for b in batches(work.labels, work)]
            self.optimizer = torch.optim.SGD(self.network.parameters(), lr=work.rate)
        else:
            self.network.eval()

    def call(self, i):
        with self.torch.inference_mode():
            self.y = self.network(self.inputs[i])

    def output(self):
        return self.y.numpy()

    def step(self, i):
        self.optimizer.zero_grad()
        loss = self.torch.nn.functional.cross_entropy(self.network(self.inputs[i]), self.labels[i])
        loss.backward()
        self.optimizer.step()
        return loss.item()


PEERS = {"ncnn": Ncnn, "PyTorch": Torch, "JAX": Jax}
TRAINS = {"PyTorch", "JAX"}


# --- the questions ------------------------------------------------------------------------------

class Contender:
    def __init__(self, who, work):
        self.peer = PEERS[who](work)
        self.do = self.peer.step if work.training else self.peer.call
        self.training, self.calls, self.next, self.n = work.training, work.samples // work.batch, 0, 0

    def results(self, count):
        values = []
        for i in range(count):
            loss = self.do(i)
            values += [loss] if self.training else np.asarray(self.peer.output()).ravel().tolist()
        return values

    def run(self, n):
        do, calls = self.do, self.calls
        start = time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID)
        for _ in range(n):
            do(self.next)
            self.next = (self.next + 1) % calls
        return (time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID) - start) / n

    def time(self, seconds):
        if not self.n:
            self.run(3)
            self.n = 1
            while self.run(self.n) * self.n < seconds / 4:
                self.n *= 2
            self.n = int(seconds / self.run(self.n)) + 1
        return self.run(self.n)


def overhead(who, work, empty):
    """Seconds of a call of a network that is one multiplication; training has none taken off."""
    if work.training or work.batch > 1 or work.streaming:
        return 0.0
    c = Contender(who, empty)
    return min(c.time(2e-3) for _ in range(30))


def main():
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # libraries that print do not disturb the answers
    contenders, overheads = [], {}
    empty = plain.read(DIRECTORY, "empty")
    for line in sys.stdin:
        command, _, rest = line.strip().partition(" ")
        try:
            if command == "make":
                who, _, name = rest.rpartition(" ")
                work = plain.read(DIRECTORY, name)
                if work.training and who not in TRAINS:
                    raise RuntimeError("inference only")
                contenders.append(Contender(who, work))
                if who not in overheads or work.training or work.streaming or work.batch > 1:
                    found = overhead(who, work, empty)
                    if found:
                        overheads[who] = found
                one_by_one = not (work.training or work.streaming or work.batch > 1)
                out.write(f"ok {contenders[-1].peer.version} {overheads.get(who, 0.0) if one_by_one else 0.0}\n")
            else:
                index, _, argument = rest.partition(" ")
                c = contenders[int(index)]
                if command == "results":
                    out.write(" ".join(f"{v:.9g}" for v in c.results(int(argument))) + "\n")
                elif command == "time":
                    out.write(f"{c.time(float(argument)):.9g}\n")
                elif command == "count":
                    signal.raise_signal(signal.SIGUSR2)
                    c.do(0)
                    signal.raise_signal(signal.SIGUSR2)
                    out.write("ok\n")
                elif command == "forget":
                    contenders[int(index)] = None
                    out.write("ok\n")
        except ModuleNotFoundError as e:
            out.write(f"no Python module {e.name}\n")
        except Exception as e:
            out.write("no " + (str(e) or repr(e)).replace("\n", " ")[:200] + "\n")


if __name__ == "__main__":
    main()
