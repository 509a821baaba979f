import Testing

@Suite struct `placeholder LessonKit` {}
