"""Addresses of the courses room."""

from django.urls import path

from yutang.courses.pages import authoring, exams, learning, lessons, parts, works

app_name = "courses"
_study = "courses/studies/<int:study_id>/"
_lesson = f"{_study}lessons/<int:lesson_id>/"
_version = "courses/versions/<int:version_id>/"
urlpatterns = [
    path("courses/", learning.courses, name="courses"),
    path("courses/<int:course_id>/", learning.course, name="course"),
    path("courses/<int:course_id>/learners/", works.learners, name="learners"),
    path("courses/for/<int:member_id>/", learning.help_learn, name="help"),
    path(_study, learning.study, name="study"),
    path(_lesson, lessons.lesson, name="lesson"),
    path(f"{_lesson}watch/", lessons.watch, name="watch"),
    path(f"{_lesson}quiz/", lessons.quiz, name="quiz"),
    path(f"{_study}assignments/<int:assignment_id>/", works.assignment, name="assignment"),
    path(f"{_study}exam/", exams.begin, name="exam"),
    path("courses/exams/<int:exam_attempt_id>/", exams.attempt, name="attempt"),
    path("courses/exams/<int:exam_attempt_id>/annul/", exams.annul, name="annul"),
    path("courses/photos/<int:work_photo_id>/", works.photo, name="photo"),
    path("courses/marking/", works.worklist, name="worklist"),
    path("courses/works/<int:submission_id>/", works.work, name="work"),
    path("courses/authoring/", authoring.courses, name="authoring"),
    path("courses/authoring/new/", authoring.new, name="new"),
    path(_version, authoring.version, name="version"),
    path(f"{_version}step/", authoring.step, name="version-step"),
    path(f"{_version}lessons/new/", parts.lesson_new, name="lesson-new"),
    path("courses/lessons/<int:lesson_id>/edit/", parts.lesson_edit, name="lesson-edit"),
    path("courses/lessons/<int:lesson_id>/picture/", parts.lesson_picture, name="lesson-picture"),
    path("courses/lessons/<int:lesson_id>/video/", parts.lesson_video, name="lesson-video"),
    path("courses/lessons/<int:lesson_id>/step/", parts.lesson_step, name="lesson-step"),
    path(f"{_version}questions/new/", parts.question_new, name="question-new"),
    path("courses/questions/<int:question_id>/edit/", parts.question_edit, name="question-edit"),
    path("courses/questions/<int:question_id>/drop/", parts.question_drop, name="question-drop"),
    path(f"{_version}assignments/new/", parts.assignment_new, name="assignment-new"),
    path(
        "courses/assignments/<int:assignment_id>/edit/",
        parts.assignment_edit,
        name="assignment-edit",
    ),
    path(
        "courses/assignments/<int:assignment_id>/drop/",
        parts.assignment_drop,
        name="assignment-drop",
    ),
]
