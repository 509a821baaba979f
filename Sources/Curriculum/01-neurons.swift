let neuronsExercises: [ExerciseOutline] = []
