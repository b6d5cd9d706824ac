"""What of a lesson is still to do, and when a course is finished and passed."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from yutang.courses.rules import watching

Todo = Literal["video", "quiz"]


def todo(video_s: int, watched_s: int, questions: int, *, quiz_passed: bool) -> tuple[Todo, ...]:
    """Return what a lesson still asks before it is finished."""
    missing: list[Todo] = []
    if not is_watched(video_s, watched_s):
        missing.append("video")
    if questions and not quiz_passed:
        missing.append("quiz")
    return tuple(missing)


def is_watched(video_s: int, watched_s: int) -> bool:
    """Tell whether enough of the lesson's video was watched; a lesson without one has been."""
    return video_s == 0 or watching.is_enough(watched_s, video_s)


class Parts(NamedTuple):
    """What a version consists of, or what of it is done."""

    lessons: int
    assignments: int
    has_exam: bool


@dataclass(frozen=True)
class Progress:
    """How far a learner is in one version of a course."""

    version: Parts
    done: Parts
    """`has_exam`: it is passed."""

    @property
    def is_finished(self) -> bool:
        """All lessons are finished."""
        return self.done.lessons >= self.version.lessons

    @property
    def is_passed(self) -> bool:
        """All lessons are finished, all assignments reach their points, the exam is passed."""
        exam = self.done.has_exam or not self.version.has_exam
        return self.is_finished and self.done.assignments >= self.version.assignments and exam
