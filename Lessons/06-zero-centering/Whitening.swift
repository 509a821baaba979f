import Engine

/// PCA whitening of two features: centre them, turn the axes to the directions of most and of least variance (the
/// eigenvectors of the covariance), and divide by the deviation in each.
func whitened(_ x: Matrix) -> Matrix {
  let centred = Scaling.centred(x)
  let covariance = TwoWeights(centred, optimum: SIMD2(0, 0))  // its H is C
  let (large, small) = covariance.eigenvalues
  let v = covariance.steepDirection
  let turn = Matrix([
    [v.x / sqrt(large), -v.y / sqrt(small)],
    [v.y / sqrt(large), v.x / sqrt(small)],
  ])
  return matmul(centred, turn)
}

/// `count` pairs of normal features with variance 1 and the correlation `r`: the second is r times the first and
/// √(1 − r²) times something independent of it.
func correlatedFeatures(
  _ r: Double, count: Int = 2000, using generator: inout Generator
) -> Matrix {
  Matrix(
    (0..<count).map { _ in
      let (z, u) = (generator.normal(), generator.normal())
      return [z, r * z + sqrt(1 - r * r) * u]
    })
}
