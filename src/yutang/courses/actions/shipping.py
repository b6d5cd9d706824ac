"""Courses that come with the platform: files of `data/`, brought in as published versions."""

import tomllib
from hashlib import sha256
from importlib import resources
from typing import Any

from django.db import transaction

from yutang.courses.actions import authoring
from yutang.courses.models import Course, CourseVersion
from yutang.courses.rules.writing import (
    AssignmentFacts,
    CriterionFacts,
    LessonFacts,
    OptionFacts,
    QuestionFacts,
    VersionFacts,
)
from yutang.kernel.clock import now
from yutang.people.access import Person

TRUTH = (("对", "True"), ("错", "False"))


def bring_in(by: Person | None = None, *, is_demo: bool = False) -> int:
    """Publish the courses of `data/` that are not there yet, or changed; returns how many."""
    folder = resources.files("yutang.courses").joinpath("data")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=str)
    return sum(
        _bring(each.name.removesuffix(".toml"), each.read_bytes(), by, is_demo=is_demo)
        for each in files
    )


def _bring(name: str, data: bytes, by: Person | None, *, is_demo: bool) -> bool:
    mark = sha256(data).hexdigest()
    if CourseVersion.objects.filter(content_mark=mark).exists():
        return False
    said = tomllib.loads(data.decode())
    with transaction.atomic():
        course, _is_new = Course.objects.get_or_create(
            shipped_as=name, defaults={"made_at": now(), "made_by": by, "is_demo": is_demo}
        )
        version = CourseVersion.objects.create(
            course=course,
            number=course.versions.count() + 1,
            content_mark=mark,
            made_at=now(),
            made_by=by,
            **VersionFacts(**said["course"])._asdict(),
        )
        _write(version, said)
        authoring.publish(version.pk, by)
    return True


def _write(version: CourseVersion, said: dict[str, Any]) -> None:
    for each in said["lesson"]:
        asked = each.pop("question", [])
        lesson = authoring.add_lesson(version.pk, LessonFacts(**each))
        for question in asked:
            authoring.add_question(version.pk, lesson.pk, _question(question))
    for each in said.get("question", []):
        authoring.add_question(version.pk, None, _question(each))
    for each in said.get("assignment", []):
        criteria = tuple(CriterionFacts(**criterion) for criterion in each.pop("criterion"))
        authoring.add_assignment(version.pk, AssignmentFacts(**each, criteria=criteria))


def _question(said: dict[str, Any]) -> QuestionFacts:
    """Read a question: `right` and `wrong` are pairs of Chinese and English, or `truth` is said."""
    if "truth" in said:
        options = tuple(
            OptionFacts(zh, en, is_right=(number == 0) == said["truth"])
            for number, (zh, en) in enumerate(TRUTH)
        )
        kind = "truth"
    else:
        right, wrong = said["right"], said["wrong"]
        options = tuple(
            OptionFacts(zh, en, is_right)
            for pairs, is_right in ((right, True), (wrong, False))
            for zh, en in pairs
        )
        kind = "multiple" if len(right) > 1 else "single"
    return QuestionFacts(
        kind=said.get("kind", kind),
        text=said["text"],
        text_en=said["text_en"],
        why=said["why"],
        why_en=said["why_en"],
        in_exam=said.get("in_exam", True),
        options=options,
    )
