import Foundation

// Foundation's C functions under their full names, for the formulas of the tests.
func sine(_ x: Double) -> Double { sin(x) }
func cosine(_ x: Double) -> Double { cos(x) }
func tangent(_ x: Double) -> Double { tan(x) }
func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
func hyperbolicSine(_ x: Double) -> Double { sinh(x) }
func hyperbolicCosine(_ x: Double) -> Double { cosh(x) }
func inverseHyperbolicSine(_ x: Double) -> Double { asinh(x) }
func inverseHyperbolicTangent(_ x: Double) -> Double { atanh(x) }
