"""Makes the vectors that the solutions of lesson 07 are compared with.

    python3 Tests/Oracles/07-bad-initialization.py > Tests/ExerciseTests/07-bad-initialization/07-oracle.swift

Variances of products by summing over all outcomes of discrete variables, in fractions; sums of products layer by layer
in the same way, every input and weight being one of two numbers; statistics, distinct columns and dead units by NumPy
and PyTorch. Made with Python 3.11.7, NumPy 2.4.6 and PyTorch 2.13.0+cpu. The tests read the Swift file and never need
Python.
"""

from fractions import Fraction as F
from itertools import product

import numpy as np
import torch

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)

print("// Made by Tests/Oracles/07-bad-initialization.py with NumPy 2.4.6 and PyTorch 2.13.0+cpu in float64.")
print("// Do not edit.")
print()
print("enum Oracle07 {")


def moments(outcomes):
    """Mean and variance of (value, probability)."""
    mean = sum(v * p for v, p in outcomes)
    return mean, sum((v - mean) ** 2 * p for v, p in outcomes)


# A product: values and probabilities of X and Y; moments of X and of Y, and the variance of XY counted from all pairs.
lists = [
    ([F(1), F(4), F(-2)], [F(1, 2), F(1, 4), F(1, 4)]),
    ([F(-3), F(1, 2)], [F(1, 3), F(2, 3)]),
    ([F(-1), F(1)], [F(1, 2), F(1, 2)]),
    ([F(5)], [F(1)]),
    ([F(0), F(1), F(2), F(10)], [F(1, 8), F(3, 8), F(3, 8), F(1, 8)]),
]
rows = []
for (xs, ps), (ys, qs) in product(lists, lists):
    pairs = [(x * y, p * q) for (x, p), (y, q) in product(zip(xs, ps), zip(ys, qs))]
    rows.append([float(v) for v in (*moments(list(zip(xs, ps))), *moments(list(zip(ys, qs))), moments(pairs)[1])])
swift("products", rows)

# Two layers of two products each: every input is a or b, every weight w or −w; all outcomes are counted.
rows = []
for a, b, w in [(F(3), F(1), F(2)), (F(1), F(-1), F(1, 2)), (F(-5), F(-2), F(1))]:
    mean, variance = moments([(a, F(1, 2)), (b, F(1, 2))])
    first, second = [], []
    # Inputs x1, x2; weights of units 1 and 2 of the first layer, and of the unit of the second.
    for x1, x2, *ws in product([a, b], [a, b], *[[w, -w]] * 6):
        z1 = x1 * ws[0] + x2 * ws[1]
        z2 = x1 * ws[2] + x2 * ws[3]
        first.append((z1, F(1, 256)))
        second.append((z1 * ws[4] + z2 * ws[5], F(1, 256)))
    rows.append([float(v) for v in (mean, variance, w * w, moments(first)[1], moments(second)[1])])
swift("twoLayers", rows)

# Statistics of three layers.
numbers = []
for k, (n, shift) in enumerate([(4, 0.0), (2, 3.0), (5, -1.0)], 1):
    y = 2 * torch.randn(6, n) * torch.rand(n) + torch.randn(n) + shift
    swift(f"outputs{k}", y)
    numbers.append([
        y.mean().item(), y.std(correction=0).item(), y.var(dim=0, correction=0).mean().sqrt().item()])
swift("numbers", numbers)

# Distinct columns of [W; b].
generator = np.random.default_rng(7)
weight = generator.integers(-1, 2, (2, 16)).astype(float)
bias = generator.integers(0, 2, 16).astype(float)
swift("weight", weight)
swift("bias", bias)
swift("distinct", [
    np.unique(np.vstack([weight[:, :n], bias[:n]]), axis=1).shape[1] for n in range(1, 17)])

# Dead: the gradient of the incoming weights is exactly 0 after the whole data set has gone through in two batches.
x = torch.rand(12, 4)
layer = torch.nn.Linear(4, 5)
with torch.no_grad():
    layer.bias -= 0.55
    layer.weight[3] = layer.weight[3].abs()
    layer.weight[4] = -layer.weight[4].abs()
batches = [x[:8], x[8:]]
for k, batch in enumerate(batches, 1):
    z = layer(batch)
    swift(f"batch{k}", z.detach())
    torch.relu(z).sum().backward()
swift("dead", (layer.weight.grad == 0).all(dim=1).double())
print("}")
