"""Makes the numbers that the solutions of lesson 08 are compared with, by PyTorch in float64.

    python3 Tests/Oracles/08-glorot-vs-he.py > Tests/ExerciseTests/08-glorot-vs-he/08-oracle.swift

Made with Python 3.11.7 and PyTorch 2.13.0+cpu. The tests read the Swift file and never need Python.
The sizes are not formulas but measurements: mean squares over many random networks, gradients by automatic
differentiation. Each comes with its standard error, relative to the size.
"""

import torch
from torch.nn import init

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.set_num_threads(2)  # one thread sums in another order, and the last digits are others
torch.manual_seed(8)

print("// Made by Tests/Oracles/08-glorot-vs-he.py with PyTorch 2.13.0+cpu in float64. Do not edit.")
print()
print("enum Oracle08 {")

# PyTorch's convolution weight is channels out × channels in × height × width.
print("  /// Window height, window width, channels in, channels out; then PyTorch's fans.")
print("  static let fans: [[Int]] = [")
for height, width, channels_in, channels_out in [(1, 1, 64, 10), (3, 3, 16, 32), (2, 5, 3, 4), (7, 7, 3, 64)]:
    fan_in, fan_out = init._calculate_fan_in_and_fan_out(torch.empty(channels_out, channels_in, height, width))
    print(f"    {[height, width, channels_in, channels_out, fan_in, fan_out]},")
print("  ]")

FAN_IN, FAN_OUT, SLOPE = 300, 500, 0.5


def drawn(initialize):
    weight = torch.empty(FAN_OUT, FAN_IN)
    initialize(weight)
    return weight


print(f"  static let fanIn = {FAN_IN}")
print(f"  static let fanOut = {FAN_OUT}")
print(f"  static let negativeSlope = {SLOPE}")
for name, scheme in [
    ("glorotNormal", init.xavier_normal_),
    ("glorotUniform", init.xavier_uniform_),
    ("heNormal", lambda w: init.kaiming_normal_(w, a=SLOPE, mode="fan_in")),
    ("heUniform", lambda w: init.kaiming_uniform_(w, a=SLOPE, mode="fan_in")),
]:
    weight = drawn(scheme)
    print(f"  /// Standard deviation and greatest absolute value of {FAN_IN} · {FAN_OUT} weights.")
    swift(name, [weight.std(unbiased=False), weight.abs().max()])


def sizes(name, squares):
    mean = squares.mean(0)
    error = squares.std(0) / squares.shape[0] ** 0.5 / mean / 2
    swift(name, mean.sqrt(), per_line=1)
    print(f"  static let {name}Error = {float(error.max())}")


# ReLU networks, many of them: the size of every pre-activation and of its gradient.
WIDTHS, DEVIATIONS, INPUT, GRADIENT, COUNT = [20, 40, 12, 30, 8], [0.3, 0.2, 0.4, 0.25], 1.5, 0.7, 20000
forward, backward = [], []
for _ in range(COUNT // 500):
    x = torch.randn(500, 1, WIDTHS[0])
    x = INPUT * x / x.square().mean(-1, keepdim=True).sqrt()
    z = []
    for layer, deviation in enumerate(DEVIATIONS):
        weight = deviation * torch.randn(500, WIDTHS[layer], WIDTHS[layer + 1])
        x = torch.bmm(x, weight).requires_grad_()
        z.append(x)
        x = torch.relu(x)
    g = GRADIENT * torch.randn_like(z[-1])
    gradients = torch.autograd.grad(z[-1], z, grad_outputs=g)
    forward.append(torch.stack([v.detach().square().mean((1, 2)) for v in z], 1))
    backward.append(torch.stack([v.square().mean((1, 2)) for v in gradients], 1))
print(f"  static let widths = {WIDTHS}")
print(f"  static let deviations = {DEVIATIONS}")
print(f"  static let inputSize = {INPUT}")
print(f"  static let gradientSize = {GRADIENT}")
sizes("sizes", torch.cat(forward))
sizes("gradientSizes", torch.cat(backward))

# Residual blocks: (batch norm,) ReLU, dense with He's weights, times the scale. Sizes, not mean squares.
BLOCKS, WIDTH, SCALE, MEAN_SQUARE = 5, 64, 0.8, 2.0
for name, is_normalized in [("bareStream", False), ("normalizedStream", True)]:
    streams = []
    for _ in range(400):
        x = torch.randn(128, WIDTH)
        x = x * (MEAN_SQUARE / x.square().mean()).sqrt()
        row = []
        for _ in range(BLOCKS):
            h = (x - x.mean(0)) / x.std(0, unbiased=False) if is_normalized else x
            x = x + SCALE * torch.relu(h) @ (torch.randn(WIDTH, WIDTH) * (2 / WIDTH) ** 0.5)
            row.append(x.square().mean())
        streams.append(torch.stack(row))
    sizes(name, torch.stack(streams))
print(f"  static let scale = {SCALE}")
print(f"  static let meanSquare = {MEAN_SQUARE}")
print("}")
