"""Makes Tests/EngineTests/Fixtures/elementary.txt: exp, sigmoid, tanh, log, sin and cos as mpmath has them.

    pip install mpmath==1.3.0
    python3 Tests/Oracles/elementary_vectors.py

Each line holds a function, an argument, its value rounded to a double, and what the rounding left off:

    <name> <bits of x> <bits of y> <(f(x) - y) / ulp(y)>

so that an error can be measured against the true value, not only against the nearest double. The arguments:

- spread: uniform over where the function does its work, log-uniform over all magnitudes;
- edges: both sides of overflow, underflow, subnormal numbers, and the seams of our own range reductions;
- hard: of many candidates, those whose value lies closest to the middle between two doubles;
- for sin and cos: in every 16th binade, the double that comes nearest to a multiple of pi/2, from continued fractions.
"""

import math
import pathlib
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.prec = 1400  # the largest double has 1024 bits before the point
random.seed(20261121)

FUNCTIONS = {
    "exp": mp.exp,
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "tanh": mp.tanh,
    "log": mp.log,
    "sin": mp.sin,
    "cos": mp.cos,
}


def bits(x):
    return struct.pack(">d", x).hex()


def neighbours(x, count=2):
    """x and the `count` doubles on either side of it."""
    result, below, above = [x], x, x
    for _ in range(count):
        below, above = math.nextafter(below, -math.inf), math.nextafter(above, math.inf)
        result += [below, above]
    return [x for x in result if math.isfinite(x)]


def rounded(value):
    """The double nearest to an mpf, subnormal ones and zero included, and the rest in ulps of that double."""
    if value == 0:
        return 0.0, mpf(0)
    quantum = mpf(2) ** max(mp.frexp(value)[1] - 53, -1074)
    y = float(mp.nint(value / quantum) * quantum)  # nint rounds ties to even; the product is a double
    return y, (value - mpf(y)) / mpf(math.ulp(y))


def nearest_to_multiples_of_half_pi():
    """For a binade m * 2^e: convergents p/m of 2^e / (pi/2) make |m 2^e - p pi/2| smallest."""
    result = []
    for e in range(-52, 972, 16):
        x = mpf(2) ** e * 2 / mp.pi
        h, k = (1, 0), (int(mp.floor(x)), 1)
        while k[1] < 2**53:
            best = k[1]
            x = 1 / (x - mp.floor(x))
            a = int(mp.floor(x))
            h, k = k, (a * k[0] + h[0], a * k[1] + h[1])
        result.append(math.ldexp(best, e))
    # The nearest of all (Muller, Elementary Functions, 3rd edition, section 11.2).
    return result + [math.ldexp(6381956970095103, 797)]


def uniform(low, high):
    return lambda: random.uniform(low, high)


def log_uniform(low, high, signs=(1, -1)):
    return lambda: random.choice(signs) * math.ldexp(random.uniform(1, 2), random.randint(low, high))


LARGEST, SMALLEST, NORMAL = 1.7976931348623157e308, 5e-324, 2.0**-1022
SPREAD = {
    "exp": [uniform(-1, 1), uniform(-40, 40), uniform(-700, 700), uniform(-745.2, -708), log_uniform(-1070, 8)],
    "sigmoid": [uniform(-1, 1), uniform(-40, 40), uniform(-745.2, -700), log_uniform(-1070, 8)],
    "tanh": [uniform(-0.6, 0.6), uniform(-2, 2), uniform(-22, 22), log_uniform(-1070, 3)],
    "log": [uniform(0, 2), uniform(0.7, 1.42), uniform(0, 1e6), log_uniform(-1074, 1023, signs=[1])],
    "sin": [uniform(-1, 1), uniform(-10, 10), uniform(-1e6, 1e6), log_uniform(-60, 60), log_uniform(-1070, 1023)],
}
SPREAD["cos"] = SPREAD["sin"]
EDGES = {
    "exp": [0.0, 708.3964185322641, 709.782712893384, -708.3964185322641, -744.4400719213812, -745.1332191019412]
    + [k * math.log(2) / 2 for k in (-3, -1, 1, 3, 1001, -2001)],
    "sigmoid": [0.0, 36.7368005696771, 40.0, 700.0, -36.7368005696771, -708.3964185322641, -745.1332191019412]
    + [k * math.log(2) / 2 for k in (-3, -1, 1, 3, -2001)],
    "tanh": [0.0, 18.02182669, 18.368400284838, 18.714973876, 19.06154746539, 20.0, 100.0, SMALLEST, NORMAL, LARGEST]
    + [k * math.log(2) / 4 for k in (1, 3, 5, 103, 105, 107)],
    "log": [1.0, 2.0, 0.5, 0.5**0.5, 2**0.5, SMALLEST * 4, NORMAL, NORMAL * 0.5**0.5, LARGEST, 2.0**600 * 2**0.5],
    "sin": [0.0, SMALLEST, NORMAL, 2.0**40, 1e22, 2.0**1023, LARGEST]
    + [float(k * mp.pi / 4) for k in (1, 2, 3, 4, 5, 7, 8, 12, 10**6, 10**11)],
}
EDGES["cos"] = EDGES["sin"]


def points(name):
    f = FUNCTIONS[name]
    result = [x for edge in EDGES[name] for x in neighbours(edge)]
    for draw in SPREAD[name]:
        result += [draw() for _ in range(30)]
        mp.prec = 1400 if name in ("sin", "cos") else 200
        hardest = sorted((draw() for _ in range(1000)), key=lambda x: 0.5 - abs(rounded(f(mpf(x)))[1]))
        mp.prec = 1400
        result += hardest[:20]
    if name in ("sin", "cos"):
        result += nearest_to_multiples_of_half_pi()
    return result


lines = [
    "# <name> <bits of x> <bits of y> <(f(x) - y) / ulp(y)>",
    f"# made by Tests/Oracles/elementary_vectors.py with mpmath {mpmath.__version__}",
]
for name, f in FUNCTIONS.items():
    for x in points(name):
        if name == "log" and x <= 0:
            continue
        value = f(mpf(x))
        if abs(value) >= mpf(2) ** 1024 * (1 - mpf(2) ** -54):
            continue  # overflow has a test of its own
        y, rest = rounded(value)
        lines.append(f"{name} {bits(x)} {bits(y)} {float(rest):.4f}")

out = pathlib.Path(__file__).parent.parent / "EngineTests" / "Fixtures" / "elementary.txt"
out.write_text("\n".join(lines) + "\n")
