"""Training: schools, classes, timetables, teachers, enrolment, attendance, completion."""
