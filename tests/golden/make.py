#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Makes golden.safetensors, sequences.safetensors and the state_dict files beside them, with PyTorch.

For each network NAME: NAME.x (N, H, W, C or features), NAME.y (its output in evaluation mode),
NAME.t (a target), NAME.loss and NAME.trained (loss and output in training mode), NAME.p.PATH (every
parameter and running statistic), NAME.g.PATH (its gradient), NAME.r.PATH (running statistics after
one training step). Needs torch and safetensors:  python3 make.py
"""
import pathlib
import torch
from torch import nn
from safetensors.torch import save_file

here = pathlib.Path(__file__).parent
out = {}


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Concat(nn.Module):
    def __init__(self, *paths):
        super().__init__()
        for i, p in enumerate(paths):
            self.add_module(str(i), p)

    def forward(self, x):
        return torch.cat([p(x) for p in self.children()], dim=1)


class GlobalPool(nn.Module):
    def __init__(self, how):
        super().__init__()
        self.how = how

    def forward(self, x):
        return x.mean((2, 3)) if self.how == "mean" else x.amax((2, 3))


class Recurrent(nn.Module):
    """A recurrent layer in a Sequential: its output without the state; of (N, C, T) where that is asked for."""
    wraps_layer = True

    def __init__(self, layer, last=False):
        super().__init__()
        self.layer, self.last = layer, last

    def forward(self, x):
        y = self.layer(x)[0]
        return y[:, -1] if self.last else y


class Causal(nn.Module):
    wraps_layer = True

    def __init__(self, *sizes, dilation=1, **options):
        super().__init__()
        self.layer = nn.Conv1d(*sizes, dilation=dilation, **options)
        self.zeros = (sizes[2] - 1) * dilation

    def forward(self, x):
        return self.layer(nn.functional.pad(x, (self.zeros, 0)))


class Transposed(nn.Module):
    def forward(self, x):
        return x.transpose(1, 2)


def path_of(net, path):
    """The path without the layers around others that only this file has."""
    parts = path.split(".")
    kept, at = [], net
    for part in parts:
        if not (getattr(at, "wraps_layer", False) and part == "layer"):
            kept.append(part)
        at = getattr(at, part)
    return ".".join(kept)


def last(t):
    """(N, C, H, W) to (N, H, W, C)."""
    return (t.permute(0, 2, 3, 1) if t.dim() == 4 else t).detach().clone().contiguous()


def randomise(net):
    """Parameters that no initialiser would hide: biases and running statistics away from 0 and 1."""
    with torch.no_grad():
        for path, p in net.named_parameters():
            if p.dim() == 1:
                p.add_(0.3 * torch.randn_like(p))
        for path, b in net.named_buffers():
            if path.endswith("running_mean"):
                b.copy_(0.5 * torch.randn_like(b))
            elif path.endswith("running_var"):
                b.copy_(0.5 + torch.rand_like(b))


def golden(name, net, *shape, batch=3, classes=0):
    torch.manual_seed(sum(map(ord, name)))
    for m in net.modules():
        if hasattr(m, "reset_parameters"):
            m.reset_parameters()
    randomise(net)
    x = torch.randn(batch, *shape)
    net.eval()
    y = net(x)
    out[f"{name}.x"], out[f"{name}.y"] = last(x), last(y)
    for path, p in net.state_dict().items():
        if p.is_floating_point():
            out[f"{name}.p.{path_of(net, path)}"] = p.detach().clone().contiguous()
    net.train()
    trained = net(x)
    if classes:
        t = torch.randint(classes, (batch,))
        loss = nn.functional.cross_entropy(trained, t)
        out[f"{name}.t"] = t.float().reshape(batch, 1)
    else:
        t = torch.randn_like(y)
        loss = nn.functional.mse_loss(trained, t)
        out[f"{name}.t"] = last(t)
    loss.backward()
    out[f"{name}.loss"], out[f"{name}.trained"] = loss.detach().reshape(1), last(trained)
    for path, p in net.named_parameters():
        out[f"{name}.g.{path_of(net, path)}"] = p.grad.clone().contiguous()
    for path, b in net.named_buffers():
        if b.is_floating_point():
            out[f"{name}.r.{path}"] = b.detach().clone()
    return net


S = nn.Sequential
golden("mlp", S(nn.Linear(13, 17), nn.ReLU(), nn.Linear(17, 31), nn.Tanh(), nn.Linear(31, 7, bias=False)), 13, classes=7)
for label, act in {
    "relu": nn.ReLU(), "relu6": nn.ReLU6(), "leaky_relu": nn.LeakyReLU(), "elu": nn.ELU(), "selu": nn.SELU(),
    "sigmoid": nn.Sigmoid(), "hard_sigmoid": nn.Hardsigmoid(), "tanh": nn.Tanh(), "softplus": nn.Softplus(),
    "gelu": nn.GELU(), "gelu_tanh": nn.GELU(approximate="tanh"), "silu": nn.SiLU(), "hard_swish": nn.Hardswish(),
    "mish": nn.Mish(), "softmax": nn.Softmax(dim=-1), "log_softmax": nn.LogSoftmax(dim=-1),
}.items():
    golden(label, S(nn.Linear(5, 19), act), 5, batch=7)
golden("conv_valid", S(nn.Conv2d(3, 7, 3), nn.ReLU()), 3, 8, 9)
golden("conv_same", S(nn.Conv2d(1, 17, 5, padding=2), nn.ReLU(), nn.Conv2d(17, 5, 3, padding=1)), 1, 7, 11)
golden("conv_stride", S(nn.Conv2d(4, 6, (3, 2), stride=(2, 3), padding=(1, 0)), nn.Tanh(), nn.Conv2d(6, 3, 3, stride=2)), 4, 13, 11)
golden("conv_dilation", S(nn.Conv2d(2, 4, 3, dilation=2, padding=2), nn.Tanh(), nn.Conv2d(4, 3, 2, dilation=(1, 3))), 2, 9, 10)
golden("conv_groups", S(nn.Conv2d(6, 12, 3, groups=3, bias=False), nn.Tanh(), nn.Conv2d(12, 4, 1)), 6, 7, 5)
golden("depthwise", S(nn.Conv2d(17, 17, 3, padding=1, groups=17), nn.ReLU(), nn.Conv2d(17, 5, 1),
                      nn.Conv2d(5, 5, 3, stride=2, groups=5, bias=False)), 17, 9, 7)
golden("max_pool", S(nn.Conv2d(3, 18, 3), nn.MaxPool2d(2), nn.Conv2d(18, 4, 1), nn.MaxPool2d(3, stride=2, padding=1)), 3, 13, 12)
golden("average_pool", S(nn.Conv2d(3, 18, 3), nn.AvgPool2d(2), nn.Conv2d(18, 4, 1), nn.AvgPool2d(3, stride=2, padding=1)), 3, 13, 12)
golden("global_pools", S(Concat(S(nn.Conv2d(2, 9, 3), GlobalPool("mean")), S(nn.Conv2d(2, 4, 3), GlobalPool("max")))), 2, 6, 7)
golden("batch_norm", S(nn.Conv2d(3, 16, 3, bias=False), nn.BatchNorm2d(16), nn.ReLU(), nn.Conv2d(16, 5, 3, bias=False),
                       nn.BatchNorm2d(5, eps=1e-3, momentum=0.3)), 3, 8, 6, batch=4)
golden("layer_norm", S(nn.Linear(9, 21), nn.LayerNorm(21), nn.GELU(), nn.Linear(21, 6), nn.LayerNorm(6, eps=1e-3)), 9)
golden("residual", S(nn.Conv2d(3, 8, 3, padding=1), Residual(nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 1)),
                     nn.ReLU()), 3, 5, 6)
golden("concat", S(nn.Linear(6, 10), Concat(S(nn.Linear(10, 7), nn.ReLU()), S(nn.Linear(10, 18)), nn.Linear(10, 1)), nn.Linear(26, 3)), 6)
golden("flattened", S(nn.Conv2d(2, 5, 3), nn.ReLU(), nn.Flatten(), nn.BatchNorm1d(5 * 4 * 3), nn.Linear(5 * 4 * 3, 8), nn.ReLU(), nn.Linear(8, 4)),
       2, 6, 5, batch=5, classes=4)
golden("padding", S(nn.ZeroPad2d((2, 2, 1, 1)), nn.Conv2d(2, 3, 3)), 2, 4, 5)
lenet = golden("lenet", S(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
                          nn.Flatten(), nn.Linear(256, 12), nn.ReLU(), nn.Linear(12, 10)), 1, 28, 28, batch=2, classes=10)

save_file(out, here / "golden.safetensors")
lenet.eval()
save_file({k: v.contiguous() for k, v in lenet.state_dict().items()}, here / "lenet.safetensors", metadata={"format": "pt"})

out = {}
T = Transposed
golden("conv1d", S(T(), nn.Conv1d(3, 7, 3), nn.Tanh(), nn.Conv1d(7, 6, 2, stride=2, padding=1), nn.Conv1d(6, 4, 3, groups=2, bias=False), T()), 12, 3)
golden("causal", S(T(), Causal(2, 5, 3), nn.Tanh(), Causal(5, 8, 3, dilation=4), nn.ReLU(), Causal(8, 3, 2, dilation=9, groups=1), T()), 17, 2)
golden("narrow", S(T(), Causal(1, 3, 5, dilation=2), nn.Tanh(), Causal(3, 3, 4, dilation=7), nn.ReLU(), nn.Conv1d(3, 1, 4), T()), 65, 1)
golden("gru", S(Recurrent(nn.GRU(3, 17, batch_first=True)), nn.Linear(17, 4)), 9, 3)
golden("gru_last", S(Recurrent(nn.GRU(2, 5, batch_first=True, bias=False)), Recurrent(nn.GRU(5, 6, batch_first=True), last=True), nn.Linear(6, 3)), 7, 2)
golden("lstm", S(Recurrent(nn.LSTM(3, 17, batch_first=True)), nn.Linear(17, 4)), 9, 3)
golden("lstm_last", S(Recurrent(nn.LSTM(2, 5, batch_first=True, bias=False)), Recurrent(nn.LSTM(5, 6, batch_first=True), last=True), nn.Linear(6, 3)), 7, 2)
save_file(out, here / "sequences.safetensors")

torch.manual_seed(7)
norm = S(nn.Conv2d(1, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 3))
norm(torch.randn(8, 1, 8, 8))
save_file({k: v.contiguous() for k, v in norm.state_dict().items()}, here / "batch_norm.safetensors", metadata={"format": "pt"})
print(sum(v.numel() for v in out.values()), "numbers in", len(out), "tensors")
