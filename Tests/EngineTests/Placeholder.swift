import Testing

@Suite struct `placeholder Engine` {}
