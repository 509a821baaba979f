"""Makes Tests/EngineTests/Fixtures/elementary.txt: exp, sigmoid, tanh, log, sin, cos and pow as mpmath has them.

    pip install mpmath==1.3.0
    python3 Tests/Oracles/elementary_vectors.py

Each line holds a function, an argument, its value rounded to a double, and what the rounding left off:

    <name> <bits of x> <bits of y> <(f(x) - y) / ulp(y)>
    pow <bits of x> <bits of the exponent> <bits of y> <(f(x) - y) / ulp(y)>

so that an error can be measured against the true value, not only against the nearest double. The arguments:

- spread: uniform over where the function does its work, log-uniform over all magnitudes;
- edges: both sides of overflow, underflow, subnormal numbers, and the seams of our own range reductions;
- hard: of many candidates, those whose value lies closest to the middle between two doubles;
- for pow: exponents that lead to powers of every size, whole ones of negative numbers, huge ones of numbers near 1;
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


# Of pow: an exponent for x that leads to about e^size.
def power_of_size(x, size):
    return x, size() / math.log(x)


def near_one():
    return 1 + random.choice([-1, 1]) * math.ldexp(random.randint(1, 1 << 20), -random.randint(40, 53))


def whole_power_of_negative():
    x = -math.exp(random.uniform(-30, 30))
    return x, float(random.randint(-24, 24))


POWERS = [
    lambda: (random.uniform(0, 2), random.uniform(-8, 8)),
    lambda: (random.uniform(0, 1e3), random.uniform(-90, 90)),
    lambda: power_of_size(math.ldexp(random.uniform(1, 2), random.randint(-1074, 1023)), uniform(-745, 709)),
    lambda: power_of_size(random.uniform(0, 30), uniform(-745.1, -708.4)),  # subnormal
    lambda: power_of_size(random.uniform(0.5, 2), uniform(709, 709.78)),  # huge
    lambda: power_of_size(near_one(), uniform(-745, 709)),
    whole_power_of_negative,
]
ROOTS = [2.0, 3.0, 5.0, 10.0, 0.1, 0.5, 0.75, 1.5, 1e10, 1e-10, LARGEST, NORMAL, SMALLEST]
EDGE_POWERS = (
    [(2.0, float(n)) for n in (10, 52, 53, 1023, -1022, -1023, -1074, -1075, 1)]
    + [(10.0, float(n)) for n in (1, 2, 22, 23, 308, -5, -307, -308, -323)]
    + [(x, y) for x in ROOTS for y in (0.5, -0.5, 1 / 3, 0.25, 1.0, -1.0)]
    + [(-2.0, 31.0), (-3.0, 33.0), (-3.0, 34.0), (-0.5, 1074.0), (-1.0, 2.0**53 - 1), (-1.0, 2.0**53)]
    + [(x, y) for x in neighbours(1.0) for y in (1.0, 1e10, -1e10, 2.0**53, 2.0**60, -(2.0**60))]
    + [(x, y) for x in (2.0, 10.0, 0.5, 1.5) for y in neighbours(float(mp.log(LARGEST) / mp.log(x)))]
    + [(x, y) for x in (2.0, 10.0, 0.5, 1.5) for y in neighbours(float(mp.log(NORMAL) / mp.log(x)))]
    + [(x, y) for x in (2.0, 10.0, 0.5, 1.5) for y in neighbours(float(-1075 * mp.log(2) / mp.log(x)))]
)


def power(point):
    return mp.power(mpf(point[0]), mpf(point[1]))


def power_points():
    result = list(EDGE_POWERS)
    mp.prec = 300
    for draw in POWERS:
        result += [draw() for _ in range(40)]
        candidates = [draw() for _ in range(1000)]
        result += sorted(candidates, key=lambda p: 0.5 - abs(rounded(power(p))[1]) if p[0] != 0 else 1)[:20]
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

for x, y in power_points():
    value = power((x, y))
    if x != 0 and abs(value) < mpf(2) ** 1024 * (1 - mpf(2) ** -54):
        nearest, rest = rounded(value)
        lines.append(f"pow {bits(x)} {bits(y)} {bits(nearest)} {float(rest):.4f}")

out = pathlib.Path(__file__).parent.parent / "EngineTests" / "Fixtures" / "elementary.txt"
out.write_text("\n".join(lines) + "\n")
