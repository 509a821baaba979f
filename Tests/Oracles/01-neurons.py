"""Makes the vectors that the solutions of lesson 01 are compared with.

    python3 Tests/Oracles/01-neurons.py > Tests/ExerciseTests/01-neurons/01-oracle.swift

Everything with NumPy in float64; the path of AND by the rule as Rosenblatt's readers have it, in whole numbers. The
tests read the Swift file and never need Python.
"""

import numpy

from swift_source import swift

print(f"// Made by Tests/Oracles/01-neurons.py with NumPy {numpy.__version__} in float64.")
print("// Do not edit.")
print()
print("enum Oracle01 {")
random = numpy.random.default_rng(1)

# A neuron, and several examples.
examples = random.normal(size=(6, 3))
weights = random.normal(size=3)
biases = random.normal(size=6)
swift("examples", examples)
swift("weights", weights)
swift("biases", biases)
swift("sums", examples @ weights + biases)
swift("decisions", numpy.heaviside(examples @ weights + biases[0], 0))

# A layer of neurons.
layer = random.normal(size=(3, 4))
bias = random.normal(size=4)
swift("layer", layer)
swift("layerBias", bias)
swift("layerSums", examples @ layer + bias)

# AND, mistake by mistake, until no weight changes any more.
w = numpy.zeros(3)
path = []
for _ in range(20):
    for x1, x2, y in [(0, 0, -1), (0, 1, -1), (1, 0, -1), (1, 1, 1)]:
        x = numpy.array([1, x1, x2])
        if y * (w @ x) <= 0:
            w = w + y * x
            path.append(w)
swift("pathOfAnd", numpy.array(path))
print("}")
