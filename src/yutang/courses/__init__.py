"""Courses: courses: lessons, quizzes, assignments, exams, and how far a learner is."""
