// Functions of a number, for every file of this folder.
//
// A module's own functions come before those it imports. So `exp(x)` and its siblings mean these, with the course's own
// bits, whether a file imports Foundation or not. Of a matrix, entry by entry, they come with the engine.

import Engine

func exp(_ x: Double) -> Double { Engine.exp(x) }
func log(_ x: Double) -> Double { Engine.log(x) }
func tanh(_ x: Double) -> Double { Engine.tanh(x) }
func sqrt(_ x: Double) -> Double { Engine.sqrt(x) }
func sin(_ x: Double) -> Double { Engine.sin(x) }
func cos(_ x: Double) -> Double { Engine.cos(x) }

/// xʸ, as in `pow(0.9, 10)`; of a whole exponent n, `pow(x, Double(n))`.
func pow(_ x: Double, _ y: Double) -> Double { Engine.pow(x, y) }
