"""Makes the vectors that the solutions of lesson 04 are compared with.

    python3 Tests/Oracles/04-gradient-descent.py > Tests/ExerciseTests/04-gradient-descent/04-oracle.swift

Losses, gradients, the step and the fitted lines by PyTorch in float64: its own loss functions, automatic
differentiation and torch.optim.SGD. The batches are counted with torch.utils.data.DataLoader. Made with Python 3.11.7
and PyTorch 2.13.0+cpu. The tests read the Swift file and never need Python.
"""

import torch
from torch.nn import functional
from torch.utils.data import DataLoader

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.manual_seed(4)

print("// Made by Tests/Oracles/04-gradient-descent.py with PyTorch 2.13.0+cpu in float64.")
print("// Do not edit.")
print()
print("enum Oracle04 {")

# The three losses and their gradients. One prediction is equal to its target, one probability is 0, one is small.
y = torch.randn(4, 3)
t = torch.randn(4, 3)
t[1, 2] = y[1, 2]
p = torch.softmax(2 * torch.randn(4, 5), dim=1)
p[2] = torch.tensor([0.0, 0.25, 0.75, 0.0, 0.0])
p[3, :2] = torch.tensor([1e-30, p[3, 0] + p[3, 1]])
labels = torch.tensor([4, 0, 2, 0])
for name, value in [("predictions", y), ("targets", t), ("probabilities", p), ("labels", labels)]:
    swift(name, value)
y.requires_grad_()
p.requires_grad_()
for name, loss, variable in [
    ("squared", functional.mse_loss(y, t), y),
    ("absolute", functional.l1_loss(y, t), y),
    ("crossEntropy", functional.nll_loss(torch.log(p[range(4), labels])[:, None], torch.zeros(4, dtype=torch.long)), p),
]:
    swift(name, loss.detach())
    swift(name + "Gradient", torch.autograd.grad(loss, variable)[0])

# A step of descent: the loss of example i is chosen to have the gradient g[i].
weights = torch.randn(3)
gradients = torch.randn(5, 3)
swift("weights", weights)
swift("exampleGradients", gradients)
rates = [0.1, 2.5]
swift("rates", rates)
steps = []
for rate in rates:
    w = weights.clone().requires_grad_()
    optimizer = torch.optim.SGD([w], lr=rate)
    (gradients @ w).mean().backward()
    optimizer.step()
    steps.append(w.detach())
swift("steps", torch.stack(steps))

# Examples, batch size, batches, size of the last one.
rows = []
for count, size in [(1, 1), (1, 7), (10, 4), (12, 4), (9, 4), (5, 8), (100, 32), (1197, 32), (60, 60), (61, 60)]:
    batches = list(DataLoader(range(count), batch_size=size, shuffle=True))
    rows.append([count, size, len(batches), len(batches[-1])])
swift("batches", rows)

# Lines: rate, updates, w, b; the last two swing ever wider, and come to rest.
x = 2 * torch.rand(7) - 0.5
target = 1.5 * x - 0.75 + 0.2 * torch.randn(7)
swift("x", x, per_line=5)
swift("t", target, per_line=5)
rows = []
for rate, updates in [(0.1, 0), (0.1, 1), (0.1, 2), (0.05, 30), (0.4, 17), (1.1, 25), (0.3, 3000)]:
    w = torch.zeros((), requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=rate)
    for _ in range(updates):
        optimizer.zero_grad()
        functional.mse_loss(w * x + b, target).backward()
        optimizer.step()
    rows.append([rate, updates, w.item(), b.item()])
swift("lines", rows)
best = torch.linalg.lstsq(torch.stack([x, torch.ones(7)], dim=1), target[:, None]).solution[:, 0]
swift("best", best)
print("}")
