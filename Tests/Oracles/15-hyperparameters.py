"""Makes the vectors that the solutions of lesson 15 are compared with.

    python3 Tests/Oracles/15-hyperparameters.py \\
        > Tests/ExerciseTests/15-hyperparameters/15-oracle.swift

Log-uniform numbers by the quantiles of SciPy's `loguniform`; grids by NumPy's `meshgrid`; schedules by optax in float64
(which has no 1/(1 + κ t): that is its formula); explained shares as the adjusted R² of least squares on one column for each
bin, by NumPy; averages of a range test by SciPy's `lfilter`, its rates by NumPy's `geomspace`; successive halving by
sorting with Python's `heapq`, its cost by adding up each trial's epochs. Made with Python 3.11.7, NumPy 2.4.6, SciPy 1.17.1,
JAX 0.10.2 and optax 0.2.8. The tests read the Swift file and never need Python.
"""

import heapq
import math

import jax

jax.config.update("jax_enable_x64", True)

import numpy as np
import optax
from scipy import signal, stats

from swift_source import swift

generator = np.random.default_rng(15)

print("// Made by Tests/Oracles/15-hyperparameters.py with NumPy 2.4.6, SciPy 1.17.1 and optax 0.2.8 in float64.")
print("// Do not edit.")
print()
print("enum Oracle15 {")

# Log-uniform: three u; the three ranges; the rate, the units and β.
uniforms, ranges, drawn = [], [], []
for rates, units, distances in [((1e-3, 10), (8, 64), (0.01, 1)), ((1e-5, 0.3), (1, 500), (1e-4, 0.1))]:
    for _ in range(4):
        u = generator.random(3)
        x = [stats.loguniform(*r).ppf(v) for r, v in zip([rates, units, distances], u)]
        uniforms.append(u)
        ranges.append([*rates, *units, *distances])
        drawn.append([x[0], round(x[1]), 1 - x[2]])
swift("uniforms", uniforms)
swift("ranges", ranges)
swift("drawn", drawn)

# Grids: p, the offsets; and the points, the last axis fastest.
for name, p, offsets in [("plane", 3, [0.25, 0.6]), ("space", 2, [0.1, 0.5, 0.9])]:
    axes = [(np.arange(p) + t) / p for t in offsets]
    swift(f"{name}Offsets", offsets)
    swift(f"{name}Grid", np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(offsets)))

# Schedules: n, W, s, γ, T, κ; step, cosine and inverse, one after the other.
settings, factors = [], []
for n, w, s, gamma, length, kappa in [(24, 0, 5, 0.3, 20, 0.25), (20, 6, 3, 0.7, 8, 1.5), (18, 1, 4, 0.5, 30, 0.1)]:
    def warmed_up(schedule):
        if w == 0:
            return schedule
        # From 1/W to 1 in W − 1 steps; with W = 1 it is 1 at once.
        rise = optax.linear_schedule(1 / w, 1.0, w - 1) if w > 1 else optax.constant_schedule(1.0)
        return optax.join_schedules([rise, schedule], [w])

    settings.append([n, w, s, gamma, length, kappa])
    for schedule in [
        optax.exponential_decay(1.0, transition_steps=s, decay_rate=gamma, staircase=True),
        optax.cosine_decay_schedule(1.0, decay_steps=length),
        lambda t: 1 / (1 + kappa * t),
    ]:
        factors += [float(warmed_up(schedule)(t)) for t in range(n)]
swift("scheduleSettings", settings)
swift("factors", factors, per_line=5)


# Shares: the values, the losses; K and the shares.
def adjusted_share(y, groups):
    columns = np.array([[float(g == h) for h in sorted(set(groups))] for g in groups])
    fit = columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
    n, k = columns.shape
    return 1 - (np.sum((y - fit) ** 2) / (n - k)) / (np.sum((y - y.mean()) ** 2) / (n - 1))


def shares(values, losses, k):
    y = np.array([v if v < math.log(10) else math.log(10) for v in losses])
    n, d = values.shape
    bins = [[k * int(np.sum(column < v)) // n for v in column] for column in values.T]
    alone = [adjusted_share(y, b) for b in bins]
    return [
        [alone[i] if i == j else adjusted_share(y, list(zip(bins[i], bins[j]))) - alone[i] - alone[j] for j in range(d)]
        for i in range(d)]


values = np.column_stack([
    np.round(10 ** generator.uniform(-3, 1, 40), 6), generator.integers(1, 4, 40), np.round(generator.random(40), 3)])
losses = np.round(
    0.3 + 0.4 * (np.log10(values[:, 0]) + 0.5 + values[:, 2]) ** 2 * values[:, 1] / 2 + 0.5 * generator.random(40), 3)
losses[[3, 17]] = [math.inf, math.nan]
swift("trialValues", values)
print("  static let trialLosses: [Double] = [")
words = [str(float(v)).replace("inf", ".infinity").replace("nan", ".nan") for v in losses]
print("".join("    " + ", ".join(words[i:i + 10]) + ",\n" for i in range(0, 40, 10)) + "  ]")
for k in [2, 3, 6]:
    swift(f"sharesOf{k}", shares(values, losses, k))

# Range tests: a, b, β and the pick; the losses; the averages.
tests, curves, averages = [], [], []
for low, high, beta in [(1e-4, 100, 0.9), (0.01, 10, 0.5), (1e-3, 1, 0)]:
    x = np.linspace(0, 1, 16)
    test = np.round(2.3 / (1 + np.exp(12 * (x - 0.5))) + np.exp(12 * (x - 0.8)) + 0.4 * generator.random(16), 3)
    v = signal.lfilter([1 - beta], [1, -beta], test)
    s = v / (1 - beta ** np.arange(1, 17))
    tests.append([low, high, beta, np.geomspace(low, high, 16)[np.argmin(s)] / 10])
    curves.append(test)
    averages += s.tolist()
swift("rangeTests", tests)
swift("rangeLosses", curves)
swift("rangeAverages", averages, per_line=5)

# Successive halving: n, r, f and the losses of all rungs; the trials of each rung after the first, and the cost.
sizes, table, kept = [], [], []
for n, r, f in [(27, 1, 3), (22, 4, 2), (17, 2, 5)]:
    losses = np.round(generator.random((n, 5)), 1)
    losses[generator.random((n, 5)) < 0.15] = 99
    alive, epochs, trained, k, rungs = list(range(n)), r, {i: r for i in range(n)}, 0, []
    while len(alive) > 1:
        alive = heapq.nsmallest(max(1, len(alive) // f), alive, key=lambda i: (losses[i, k], i))
        epochs, k = epochs * f, k + 1
        trained.update({i: epochs for i in alive})
        rungs.append(sorted(alive))
    sizes.append([n, r, f, sum(trained.values()), len(rungs) + 1])
    table += losses.tolist()
    kept += rungs
swift("halvings", sizes)
swift("halvingLosses", table)
print("  static let halvingRungs: [[Double]] = [")
print("".join("    [" + ", ".join(f"{i}.0" for i in rung) + "],\n" for rung in kept) + "  ]")
print("}")
