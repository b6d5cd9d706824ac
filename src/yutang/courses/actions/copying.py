"""All that a version has, once more in a draft."""

from typing import TypeVar

from django.db.models import Model

from yutang.courses.models import CourseVersion, Criterion, Option, Picture

_Row = TypeVar("_Row", bound=Model)


def copy_contents(source: CourseVersion, draft: CourseVersion) -> None:
    """Write the lessons, pictures, questions and assignments of `source` into an empty draft."""
    lessons: dict[int | None, int | None] = {None: None}
    for lesson in source.lessons.prefetch_related("pictures"):
        made = _again(lesson, version_id=draft.pk)
        lessons[lesson.pk] = made.pk
        Picture.objects.bulk_create(_new(each, lesson_id=made.pk) for each in lesson.pictures.all())
    for question in source.questions.prefetch_related("options"):
        asked = _again(question, version_id=draft.pk, lesson_id=lessons[question.lesson_id])
        Option.objects.bulk_create(
            _new(each, question_id=asked.pk) for each in question.options.all()
        )
    for assignment in source.assignments.prefetch_related("criteria"):
        given = _again(assignment, version_id=draft.pk)
        Criterion.objects.bulk_create(
            _new(each, assignment_id=given.pk) for each in assignment.criteria.all()
        )


def _again(row: _Row, **changes: object) -> _Row:
    made = _new(row, **changes)
    made.save()
    return made


def _new(row: _Row, **changes: object) -> _Row:
    """Return a row like this one, not yet written."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields} | changes)
