"""What a version of a course consists of, and what is missing before it is published."""

from typing import Final, Literal, NamedTuple

OPTIONS_LEAST: Final = 2
OPTIONS_MOST: Final = 6
LESSONS_MOST: Final = 60
QUESTIONS_MOST: Final = 400
PICTURES_MOST: Final = 12
CRITERIA_MOST: Final = 8
TRIES_MOST: Final = 10
MINUTES_MOST: Final = 240
VIDEO_BYTES_MAX: Final = 15 * 1024 * 1024
"""What comes through the gate in one piece; longer ones are replays of our own sales."""

Kind = Literal["single", "multiple", "truth"]


class OptionFacts(NamedTuple):
    """An answer to choose, and whether it is right."""

    text: str
    text_en: str
    is_right: bool


class QuestionFacts(NamedTuple):
    """A question as its author writes it."""

    kind: str
    text: str
    text_en: str
    why: str
    why_en: str
    in_exam: bool
    options: tuple[OptionFacts, ...]


class VersionFacts(NamedTuple):
    """What stands over a version's lessons."""

    title: str
    title_en: str
    about: str
    about_en: str
    quiz_percent: int = 60
    exam_questions: int = 0
    exam_minutes: int = 30
    exam_tries: int = 3
    exam_percent: int = 60


class LessonFacts(NamedTuple):
    """A lesson's words."""

    title: str
    title_en: str
    minutes: int
    text: str
    text_en: str


class CriterionFacts(NamedTuple):
    """What counts in an assignment, and for how many points."""

    title: str
    title_en: str
    points: int


class AssignmentFacts(NamedTuple):
    """What is to be handed in, and by what it is marked."""

    title: str
    title_en: str
    text: str
    text_en: str
    photos_least: int
    pass_points: int
    criteria: tuple[CriterionFacts, ...]


QuestionFault = Literal["too_few", "no_right", "one_right", "truth_has_two"]


def fault(question: QuestionFacts) -> QuestionFault | None:
    """Return what is wrong with a question, if anything is."""
    right = sum(option.is_right for option in question.options)
    if len(question.options) < OPTIONS_LEAST:
        return "too_few"
    if question.kind == "truth" and len(question.options) != OPTIONS_LEAST:
        return "truth_has_two"
    if right == 0:
        return "no_right"
    if question.kind != "multiple" and right != 1:
        return "one_right"
    return None


Missing = Literal["title", "about", "lesson", "words", "exam_bank", "criteria"]


class Contents(NamedTuple):
    """What publishing looks at."""

    title: str
    about: str
    lesson_words: tuple[bool, ...]
    """For each lesson whether it has words, a picture or a video."""
    bank: int
    """Questions that may be drawn for the exam."""
    exam_questions: int
    points: tuple[tuple[int, int], ...]
    """For each assignment the points there are and the points to pass."""


def missing(contents: Contents) -> tuple[Missing, ...]:
    """Return what a draft lacks before it can be published."""
    found: list[Missing] = []
    if not contents.title.strip():
        found.append("title")
    if not contents.about.strip():
        found.append("about")
    if not contents.lesson_words:
        found.append("lesson")
    elif not all(contents.lesson_words):
        found.append("words")
    if contents.exam_questions > contents.bank:
        found.append("exam_bank")
    if any(not 1 <= to_pass <= most for most, to_pass in contents.points):
        found.append("criteria")
    return tuple(found)
