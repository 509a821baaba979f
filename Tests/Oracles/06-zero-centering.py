"""Makes the numbers that the solutions of lesson 06 are compared with, by NumPy in float64.

    python3 Tests/Oracles/06-zero-centering.py > Tests/ExerciseTests/06-zero-centering/06-oracle.swift

Made with Python 3.11.7 and NumPy 2.4.6. The tests read the Swift file and never need Python. Each number comes from
a library routine or a simulation, none from the formula that the solution uses.
"""

import numpy as np

from swift_source import swift

rng = np.random.default_rng(6)
M, N, K = 7, 3, 4

print(f"// Made by Tests/Oracles/06-zero-centering.py with NumPy {np.__version__} in float64. Do not edit.")
print()
print("enum Oracle06 {")

# Scaling: NumPy's own statistics; interpolation on the straight line through (least, 0) and (greatest, 1).
training = rng.normal(size=(M, N)) * [1, 30, 0.01] + [0, 500, 2]
x = rng.normal(size=(K, N)) * [1, 30, 0.01] + [0, 500, 2]
swift("training", training)
swift("x", x)
swift("standardized", (x - np.mean(training, axis=0)) / np.std(training, axis=0))
swift("minMax", np.stack(
    [np.polyval(np.polyfit([training[:, j].min(), training[:, j].max()], [0, 1], 1), x[:, j]) for j in range(N)], axis=1))

# The share of batches of one sign: gradients of each batch's loss by central differences, then their signs.
inputs = rng.uniform(1, 3, size=(22, 2))
targets = inputs @ [1, -1] + rng.normal(scale=0.5, size=22)
w = np.array([0.9, -0.8])


def loss(rows, w):
    return np.mean((inputs[rows] @ w - targets[rows]) ** 2) / 2


def share(size):
    signs = []
    for start in range(0, 22, size):
        rows = slice(start, start + size)
        gradient = [(loss(rows, w + h) - loss(rows, w - h)) / 2e-5 for h in np.eye(2) * 1e-5]
        signs.append(np.sign(gradient[0]) == np.sign(gradient[1]))
    return np.mean(signs)


swift("inputs", inputs)
swift("errors", inputs @ w - targets, per_line=1)
swift("shares", [share(size) for size in range(1, 23)], per_line=1)  # for batches of 1, 2, ... 22

# A path of nine points in space.
path = np.cumsum(rng.normal(size=(9, 3)), axis=0)
swift("path", path)
swift("detour", np.linalg.norm(np.diff(path, axis=0), axis=1).sum() / np.linalg.norm(path[-1] - path[0]))

# kappa by singular values: those of X, squared.
features = rng.uniform(1, 5, size=(12, 2)) * [1, 7]
swift("features", features)
swift("conditionNumber", np.linalg.cond(features) ** 2)

# Updates by descent itself, in two dimensions with eigenvalues kappa and 1, turned by a random angle.
conditions = [1.0, 1.7, 4.0, 22.0, 150.0, 3000.0]
counts = []
for kappa in conditions:
    q, _ = np.linalg.qr(rng.normal(size=(2, 2)))
    hessian = q @ np.diag([kappa, 1.0]) @ q.T
    error = first = rng.normal(size=2)
    updates = 0
    while np.linalg.norm(error) > 0.003 * np.linalg.norm(first):
        error = error - 2 / (kappa + 1) * (hessian @ error)
        updates += 1
    counts.append(updates)
swift("conditions", conditions, per_line=1)
swift("counts", counts, per_line=1)
print("}")
