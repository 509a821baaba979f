"""Makes the vectors that the solutions of lesson 11 are compared with, by PyTorch in float64.

    python3 Tests/Oracles/11-normalization-in-practice.py > Tests/ExerciseTests/11-normalization-in-practice/11-oracle.swift

Made with Python 3.11.7 and PyTorch 2.13.0+cpu. The tests read the Swift file and never need Python.
"""

import torch
from torch.nn.functional import group_norm, layer_norm

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.set_num_threads(2)  # one thread sums in another order, and the last digits are others
torch.manual_seed(11)

EPSILON = 1e-3
M, N, GROUPS = 4, 6, 3

print("// Made by Tests/Oracles/11-normalization-in-practice.py with PyTorch 2.13.0+cpu in float64. Do not edit.")
print()
print("enum Oracle11 {")
print(f"  static let epsilon = {EPSILON}")
print(f"  static let groups = {GROUPS}")

x = (torch.randn(M, N) * torch.tensor([[1.0], [3.0], [0.01], [1.0]]) + 2).requires_grad_()
gamma = torch.randn(N).requires_grad_()
beta = torch.randn(N)
dy = torch.randn(M, N)
y = layer_norm(x, [N], gamma, beta, eps=EPSILON)
y.backward(dy)
for name, value in [("x", x), ("gamma", gamma), ("beta", beta), ("dy", dy), ("layer", y)]:
    swift(name, value.detach())
for name, value in [("dx", x.grad), ("dgamma", gamma.grad), ("dbeta", dy.sum(0))]:
    swift(name, value)
swift("group", group_norm(x.detach(), GROUPS, gamma.detach(), beta, eps=EPSILON))

# One update of a batch norm in each position of PyTorch's two switches: the mode, and whether γ learns. By which means it
# normalizes is read off its output for a batch with the variance that the running one has, too. PyTorch's momentum is
# 1 - decay; its means have no convention that differs.
DECAY, RATE = 0.8, 0.3
running = torch.randn(3)
batch = torch.randn(8, 3)
target = torch.randn(8, 3)
print(f"  static let decay = {DECAY}")
print(f"  static let rate = {RATE}")
swift("running", running)
swift("batchMean", batch.mean(0))
positions = []
for training in [True, False]:
    for trainable in [True, False]:
        norm = torch.nn.BatchNorm1d(3, momentum=1 - DECAY, eps=1e-14)
        norm.running_mean = running.clone()
        norm.running_var = batch.var(0, unbiased=False).clone()
        norm.weight.requires_grad = trainable
        norm.bias.requires_grad = False
        norm.train(training)
        out = norm(batch)
        used = batch.mean(0) - (out * batch.std(0, unbiased=False)).mean(0)
        gradient = ((out - target).detach() * out.detach()).sum(0)
        if trainable and training:
            ((out - target) ** 2 / 2).sum().backward()
            gradient = norm.weight.grad.clone()
            torch.optim.SGD([norm.weight], lr=RATE).step()
        positions.append((used, norm.running_mean, gradient, norm.weight.detach()))
for k, name in enumerate(["used", "moved", "gradient", "stepped"]):
    swift(name, torch.stack([position[k] for position in positions]).detach())
print("}")
