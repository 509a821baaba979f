import LessonKit

let lesson = Lesson(4)
