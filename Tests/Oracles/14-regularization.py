"""Makes the vectors that the solutions of lesson 14 are compared with.

    python3 Tests/Oracles/14-regularization.py > Tests/ExerciseTests/14-regularization/14-oracle.swift

Penalties and their gradients, soft thresholds and the passes of dropout by PyTorch and its autograd; early stopping by
the definition, each epoch compared with all before it; averages over all masks in fractions. Made with Python 3.11.7 and
PyTorch 2.13.0+cpu. The tests read the Swift file and never need Python.
"""

from fractions import Fraction as F
from itertools import product

import torch

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(14)

print("// Made by Tests/Oracles/14-regularization.py with PyTorch 2.13.0+cpu in float64.")
print("// Do not edit.")
print()
print("enum Oracle14 {")

# Penalties: λ₁, λ₂, the penalty; the weights, two of them 0, and the gradient.
weight = torch.randn(4, 3)
weight[1, 2] = weight[3, 0] = 0
weight.requires_grad_()
swift("weight", weight.detach())
penalties, gradients = [], []
for l1, l2 in [(0.3, 0.0), (0.0, 0.7), (1.25, 0.5)]:
    weight.grad = None
    penalty = l1 * weight.norm(p=1) + l2 / 2 * weight.norm(p=2) ** 2
    penalty.backward()
    penalties.append([l1, l2, penalty.item()])
    gradients.append(weight.grad.flatten().tolist())
swift("penalties", penalties)
swift("gradients", [row for g in gradients for row in torch.tensor(g).reshape(4, 3).tolist()])

# Soft thresholds.
x = torch.cat([2 * torch.randn(12), torch.tensor([0.5, -0.5, 0.0])])
swift("numbers", x.reshape(3, 5))
for name, t in [("none", 0.0), ("half", 0.5), ("large", 1.5)]:
    swift(f"{name}Shrunk", torch.nn.functional.softshrink(x, t).reshape(3, 5))

# Early stopping: patience, the epoch kept, the last epoch; and the losses.
curves, stops = [], []
for patience in (1, 2, 3, 5, 8):
    for _ in range(4):
        e = torch.arange(18.0)
        losses = [round(v, 2) for v in ((e / 18 - 0.5) ** 2 * 4 + 0.5 * torch.rand(18)).tolist()]
        low = [min(range(k + 1), key=lambda i: (losses[i], i)) for k in range(18)]
        stopped = next((k for k in range(18) if low[k] <= k - patience), 17)
        curves.append(losses)
        stops.append([patience, low[stopped], stopped])
swift("curves", curves)
swift("stops", stops)

# Dropout: u, x, dy; y and dx for both forms by autograd.
u, x, dy = torch.rand(5, 4), torch.randn(5, 4), torch.randn(5, 4)
x[0, 0] = x[2, 1] = 0
swift("uniforms", u)
swift("inputs", x)
swift("upstream", dy)
for keep in (0.3, 0.8):
    x.requires_grad_()
    x.grad = None
    y = torch.where(u < keep, x, torch.zeros_like(x))
    y.backward(dy)
    name = str(keep).replace("0.", "")
    swift(f"outputs{name}", y.detach())
    swift(f"gradients{name}", x.grad)
    x = x.detach()

# Averages over all masks: p, x, W (n × 2), b; mean and scaled, in fractions.
rows = []
for p, xs, w, b in [
    (F(1, 2), [F(2), F(-3), F(1)], [[F(1), F(-1)], [F(1, 2), F(1)], [F(-2), F(3)]], [F(1, 4), F(-1)]),
    (F(3, 4), [F(1), F(2), F(-1)], [[F(-1), F(1)], [F(1), F(-1, 2)], [F(3), F(1)]], [F(0), F(1, 2)]),
]:
    def relu(v):
        return max(F(0), v)

    mean = [
        sum(
            relu(sum(m * v * row[j] for m, v, row in zip(ms, xs, w)) + b[j])
            * p ** sum(ms) * (1 - p) ** (len(ms) - sum(ms))
            for ms in product([0, 1], repeat=len(xs)))
        for j in range(2)]
    scaled = [relu(sum(p * v * row[j] for v, row in zip(xs, w)) + b[j]) for j in range(2)]
    rows.append([float(v) for v in (p, *xs, *(e for row in w for e in row), *b, *mean, *scaled)])
swift("averages", rows)
print("}")
