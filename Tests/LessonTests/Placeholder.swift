import Testing

@Suite struct `placeholder Lesson` {}
