import Testing

@Suite struct `placeholder Datasets` {}
