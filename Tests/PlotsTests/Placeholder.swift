import Testing

@Suite struct `placeholder Plots` {}
