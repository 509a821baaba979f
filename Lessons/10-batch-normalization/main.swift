import Engine
let clock = ContinuousClock()
var g = Generator(seed: 1)
let big = Matrix(rows: 1000, columns: 1000) { _, _ in g.normal() }
let big2 = big
for _ in 0..<2 {
print("hadamard", clock.measure { _ = big.hadamard(big2) })
print("relu", clock.measure { var r = ReLU(); _ = r.forward(big, mode: .training) })
print("addrow", clock.measure { _ = big.addingRow(Matrix(rows: 1, columns: 1000)) })
print("transposed", clock.measure { _ = big.transposed })
print("sum", clock.measure { _ = big.sum })
print("var", clock.measure { _ = big.columnVariances })
print("heInit", clock.measure { _ = Initializer.heNormal.weight(fanIn: 1000, fanOut: 1000, using: &g) })
}
var net = Network([BatchNorm(features: 3), Tanh(), Dense(from: 3, to: 4, .glorotNormal, using: &g), Sigmoid(), BatchNorm(features: 4)])
print(net.gradientError(at: Matrix(rows: 7, columns: 3) { _, _ in g.normal() }, using: &g))
