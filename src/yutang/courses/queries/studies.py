"""A study as its pages show it: lessons, assignments, attempts, and where one goes on."""

from typing import NamedTuple

from yutang.courses.models import (
    Assignment,
    Attempt,
    ExamAnswer,
    Lesson,
    LessonDone,
    Mark,
    Option,
    Question,
    QuizRound,
    Study,
    Submission,
    Watch,
)
from yutang.courses.queries.courses import LessonLine, lessons_of
from yutang.courses.queries.progress import of_studies
from yutang.courses.queries.words import pick
from yutang.courses.rules import drawing, exams, marking, passing
from yutang.courses.rules.passing import Progress


class LessonStep(NamedTuple):
    """A lesson in a learner's list."""

    line: LessonLine
    is_done: bool
    is_next: bool


class AssignmentStep(NamedTuple):
    """An assignment, and how the newest work stands."""

    id: int
    title: str
    state: str
    """``open``, ``waiting`` for its mark, ``passed`` or ``again``."""
    total: int | None
    most: int
    pass_points: int


class ExamStep(NamedTuple):
    """How the exam stands."""

    running: Attempt | None
    attempts: list[Attempt]
    tries_left: int
    is_passed: bool
    needed: int


class StudyView(NamedTuple):
    """All that the page of a study shows."""

    progress: Progress
    percent: int
    lessons: list[LessonStep]
    go_on: LessonLine | None
    assignments: list[AssignmentStep]
    exam: ExamStep | None


class OptionView(NamedTuple):
    """An answer to choose; what is right is known only after answering."""

    id: int
    text: str
    is_chosen: bool
    is_right: bool


class QuestionView(NamedTuple):
    """A question as it is asked, or as it was answered."""

    number: int
    id: int
    kind: str
    text: str
    why: str
    options: list[OptionView]
    is_right: bool | None


class LessonView(NamedTuple):
    """A lesson with its pictures, and what is left to do."""

    lesson: Lesson
    title: str
    text: str
    pictures: list[tuple[str, int, int, str]]
    """Path in the media, width, height, words."""
    watched_s: int
    watched_percent: int
    questions: int
    quiz_passed: bool
    todo: tuple[passing.Todo, ...]
    is_done: bool
    before: LessonLine | None
    after: LessonLine | None
    of: int


def study_view(study: Study) -> StudyView:
    """Return how a study stands."""
    done = set(LessonDone.objects.filter(study=study).values_list("lesson", flat=True))
    lines = lessons_of(study.version_id)
    open_ones = [line for line in lines if line.id not in done]
    last = next((line for line in open_ones if line.id == study.last_lesson_id), None)
    go_on = last or next(iter(open_ones), None)
    reached = of_studies([study])[study.pk]
    parts, have = reached.version, reached.done
    whole = parts.lessons + parts.assignments + parts.has_exam
    return StudyView(
        progress=reached,
        percent=100 * (have.lessons + have.assignments + have.has_exam) // max(whole, 1),
        lessons=[LessonStep(line, line.id in done, line == go_on) for line in lines],
        go_on=go_on,
        assignments=_assignments(study),
        exam=exam_step(study) if parts.has_exam else None,
    )


def exam_step(study: Study) -> ExamStep:
    """Return how the exam of a study stands."""
    attempts = list(study.attempts.order_by("-number"))
    ended = [
        exams.Tried(bool(each.is_passed), each.annulled_at is not None)
        for each in attempts
        if each.ended_at is not None
    ]
    version = study.version
    return ExamStep(
        running=next((each for each in attempts if each.ended_at is None), None),
        attempts=[each for each in attempts if each.ended_at is not None],
        tries_left=exams.tries_left(ended, version.exam_tries),
        is_passed=exams.is_passed(ended),
        needed=marking.needed(version.exam_questions, version.exam_percent),
    )


def lesson_view(study: Study, lesson: Lesson) -> LessonView:
    """Return a lesson for its learner."""
    lines = lessons_of(study.version_id)
    at = next(number for number, line in enumerate(lines) if line.id == lesson.pk)
    watch = Watch.objects.filter(study=study, lesson=lesson).first()
    watched = watch.seconds if watch else 0
    passed = quiz_passed(study, lesson)
    return LessonView(
        lesson=lesson,
        title=lines[at].title,
        text=pick(lesson.text, lesson.text_en),
        pictures=[
            (each.file, each.width, each.height, pick(each.words, each.words_en))
            for each in lesson.pictures.all()
        ],
        watched_s=watched,
        watched_percent=min(100 * watched // max(lesson.video_s, 1), 100),
        questions=lines[at].questions,
        quiz_passed=passed,
        todo=passing.todo(lesson.video_s, watched, lines[at].questions, quiz_passed=passed),
        is_done=LessonDone.objects.filter(study=study, lesson=lesson).exists(),
        before=lines[at - 1] if at else None,
        after=lines[at + 1] if at + 1 < len(lines) else None,
        of=len(lines),
    )


def quiz_passed(study: Study, lesson: Lesson) -> bool:
    """Tell whether a round of the lesson's quiz reached the share asked for."""
    percent = study.version.quiz_percent
    rounds = QuizRound.objects.filter(study=study, lesson=lesson).values_list("right", "out_of")
    return any(marking.is_enough(right, of, percent) for right, of in rounds)


def quiz_asked(lesson: Lesson, seed: str) -> list[QuestionView]:
    """Return the questions of a lesson's quiz and their answers, shuffled by the seed."""
    questions = {
        each.pk: each for each in Question.objects.filter(lesson=lesson).prefetch_related("options")
    }
    return [
        _asked(questions[pk], number, drawing.options_of(seed, pk, _ids(questions[pk])))
        for number, pk in enumerate(drawing.shuffled(seed, "quiz", questions), start=1)
    ]


def quiz_answered(found: QuizRound) -> list[QuestionView]:
    """Return the questions of a round as they were answered, with what is right and why."""
    answers = {int(question): chosen for question, chosen in found.answers.items()}
    questions = Question.objects.filter(pk__in=answers).prefetch_related("options")
    return [
        _answered(each, number, _ids(each), answers[each.pk])
        for number, each in enumerate(questions, start=1)
    ]


def exam_asked(attempt: Attempt) -> list[QuestionView]:
    """Return the questions of a running attempt, with what is chosen so far."""
    return [
        _asked(answer.question, answer.position, answer.options, answer.chosen or ())
        for answer in _answers(attempt)
    ]


def exam_answered(attempt: Attempt) -> list[QuestionView]:
    """Return the questions of an attempt that ended, with every answer, what is right and why."""
    return [
        _answered(answer.question, answer.position, answer.options, answer.chosen or ())
        for answer in _answers(attempt)
    ]


class WorkView(NamedTuple):
    """A work that was handed in, with its marks."""

    work: Submission
    photos: list[int]
    marks: list[Mark]

    @property
    def mark(self) -> Mark | None:
        """The newest: it counts."""
        return self.marks[-1] if self.marks else None


class CriterionView(NamedTuple):
    """What counts in an assignment."""

    id: int
    title: str
    points: int


def works_of(study: Study, assignment: Assignment) -> list[WorkView]:
    """Return the works of a study for an assignment, the newest first."""
    works = Submission.objects.filter(study=study, assignment=assignment)
    return [work_view(each) for each in works.order_by("-number")]


def work_view(work: Submission) -> WorkView:
    """Return a work with its photographs and marks."""
    return WorkView(
        work,
        list(work.photos.values_list("pk", flat=True)),
        list(work.marks.select_related("by").order_by("pk")),
    )


def criteria_of(assignment: Assignment) -> list[CriterionView]:
    """Return what an assignment is marked by."""
    return [
        CriterionView(each.pk, pick(each.title, each.title_en), each.points)
        for each in assignment.criteria.all()
    ]


def _assignments(study: Study) -> list[AssignmentStep]:
    steps = []
    for each in study.version.assignments.prefetch_related("criteria"):
        works = works_of(study, each)
        marked = [work.mark for work in works if work.mark is not None]
        best = max((mark.total for mark in marked), default=None)
        if best is not None and best >= each.pass_points:
            state = "passed"
        elif not works:
            state = "open"
        else:
            state = "waiting" if works[0].mark is None else "again"
        most = sum(criterion.points for criterion in each.criteria.all())
        title = pick(each.title, each.title_en)
        steps.append(AssignmentStep(each.pk, title, state, best, most, each.pass_points))
    return steps


def _answers(attempt: Attempt) -> list[ExamAnswer]:
    rows = attempt.answers.select_related("question").prefetch_related("question__options")
    return list(rows.order_by("position"))


def _ids(question: Question) -> list[int]:
    return [option.pk for option in question.options.all()]


def _asked(
    question: Question, number: int, options: list[int], chosen: "tuple[int, ...] | list[int]" = ()
) -> QuestionView:
    """A question still to answer: nothing in it tells what is right."""
    texts = {each.pk: each for each in question.options.all()}
    return QuestionView(
        number=number,
        id=question.pk,
        kind=question.kind,
        text=pick(question.text, question.text_en),
        why="",
        options=[
            OptionView(pk, pick(texts[pk].text, texts[pk].text_en), pk in chosen, is_right=False)
            for pk in options
        ],
        is_right=None,
    )


def _answered(
    question: Question, number: int, options: list[int], chosen: "tuple[int, ...] | list[int]"
) -> QuestionView:
    texts: dict[int, Option] = {each.pk: each for each in question.options.all()}
    asked = _asked(question, number, options, chosen)
    return asked._replace(
        why=pick(question.why, question.why_en),
        options=[each._replace(is_right=texts[each.id].is_right) for each in asked.options],
        is_right=marking.is_right(chosen, [pk for pk in options if texts[pk].is_right]),
    )
