"""Makes the vectors that the solutions of lesson 10 are compared with, by PyTorch in float64.

    python3 Tests/Oracles/10-batch-normalization.py > Tests/ExerciseTests/10-batch-normalization/10-oracle.swift

Made with Python 3.11.7 and PyTorch 2.13.0+cpu. The tests read the Swift file and never need Python.
Where PyTorch's convention differs from the course's, the line says how the course's number is obtained from it.
"""

import torch
from torch.nn.functional import batch_norm
from torch.nn.utils.fusion import fuse_linear_bn_eval

from swift_source import swift

torch.set_default_dtype(torch.float64)
torch.set_num_threads(2)  # one thread sums in another order, and the last digits are others
torch.manual_seed(10)

EPSILON = 1e-5
M, K, N = 5, 4, 3

print("// Made by Tests/Oracles/10-batch-normalization.py with PyTorch 2.13.0+cpu in float64. Do not edit.")
print()
print("enum Oracle10 {")
print(f"  static let epsilon = {EPSILON}")

x = (torch.randn(M, N) * torch.tensor([1.0, 3.0, 0.01]) + torch.tensor([0.0, 5.0, 1.0])).requires_grad_()
gamma = torch.rand(N).add(0.5).requires_grad_()
beta = torch.randn(N).requires_grad_()
dy = torch.randn(M, N)
y = batch_norm(x, None, None, gamma, beta, training=True, eps=EPSILON)
y.backward(dy)
for name, value in [("x", x), ("gamma", gamma), ("beta", beta), ("dy", dy), ("y", y)]:
    swift(name, value.detach())
for name, value in [("dx", x.grad), ("dgamma", gamma.grad), ("dbeta", beta.grad)]:
    swift(name, value)

# Running statistics: PyTorch's momentum 0.1 is 1 - decay. Its running variance takes the unbiased variance, m/(m - 1)
# times ours; so a batch whose deviations are shrunk by sqrt((m - 1)/m) gives our running variance.
mean, variance = torch.randn(N), torch.rand(N).add(0.5)
new_mean, new_variance = mean.clone(), variance.clone()
center = x.detach().mean(0)
shrunk = center + (x.detach() - center) * ((M - 1) / M) ** 0.5
batch_norm(shrunk, new_mean, new_variance, training=True, momentum=0.1, eps=EPSILON)
for name, value in [("mean", mean), ("variance", variance), ("newMean", new_mean), ("newVariance", new_variance)]:
    swift(name, value)

swift("inference", batch_norm(x.detach(), mean, variance, gamma.detach(), beta.detach(), training=False, eps=EPSILON))

# PyTorch stores the weight of a dense layer as units x inputs, the transpose of ours.
dense = torch.nn.Linear(K, N)
norm = torch.nn.BatchNorm1d(N, eps=EPSILON)
norm.weight.data, norm.bias.data = gamma.detach().clone(), beta.detach().clone()
norm.running_mean, norm.running_var = mean.clone(), variance.clone()
folded = fuse_linear_bn_eval(dense.eval(), norm.eval())
swift("weight", dense.weight.detach().T)
swift("bias", dense.bias.detach())
swift("foldedWeight", folded.weight.detach().T)
swift("foldedBias", folded.bias.detach())

# One step of descent with L2 behind a batch norm with (nearly) no epsilon; then the rate by its definition. The loss as a
# function of a unit's *direction* has a gradient at right angles to it; a small step of rate r turns the direction
# by r times that gradient's length. So the rate is the turn per gradient, for a step too small to matter otherwise.
LEARNING_RATE, L2 = 0.3, 0.2
inputs, target = torch.randn(12, K), torch.randn(12, N)


def loss(w):
    return ((batch_norm(inputs @ w, None, None, training=True, eps=1e-300) - target) ** 2).mean()


w = torch.randn(K, N).requires_grad_()
optimizer = torch.optim.SGD([w], lr=LEARNING_RATE, weight_decay=L2)
loss(w).backward()
swift("unitWeight", w.detach().clone())
swift("unitGradient", w.grad.clone())
optimizer.step()
stepped = w.detach()
direction = (stepped / stepped.norm(dim=0)).requires_grad_()
loss(direction).backward()
stepped = stepped.requires_grad_()
stepped.grad = None
loss(stepped).backward()
tiny = 1e-7
after = stepped.detach() - tiny * LEARNING_RATE * stepped.grad
turn = (after / after.norm(dim=0) - direction.detach()).norm(dim=0) / tiny
print(f"  static let learningRate = {LEARNING_RATE}")
print(f"  static let l2 = {L2}")
swift("effectiveRates", turn / direction.grad.norm(dim=0))
print("}")
