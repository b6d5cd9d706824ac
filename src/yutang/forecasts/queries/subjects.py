"""What is foreseen of subjects, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass

from yutang.forecasts.models import Point, Run, Subject
from yutang.forecasts.rules import measuring


@dataclass(frozen=True)
class Latest:
    """A subject with its latest forecast, week by week; no weeks where there was not enough."""

    subject: Subject
    run: Run
    points: tuple[Point, ...]

    @property
    def last(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def change_percent(self) -> float | None:
        """How far the last week foreseen lies from the last value known."""
        if self.last is None or not self.last.naive:
            return None
        return (self.last.value - self.last.naive) * 100 / self.last.naive


def latest(subjects: Collection[Subject]) -> list[Latest]:
    """Return the latest forecast of each subject, in their order; without any: left out."""
    runs = Run.objects.filter(subject__in=[each.pk for each in subjects])
    newest = {
        run.subject_id: run
        for run in runs.order_by("subject_id", "-made_on").distinct("subject_id")
    }
    points: dict[int, list[Point]] = {}
    asked = Point.objects.filter(run__in=[run.pk for run in newest.values()])
    for point in asked.order_by("run_id", "week"):
        points.setdefault(point.run_id, []).append(point)
    return [
        Latest(each, run, tuple(points.get(run.pk, ())))
        for each in subjects
        if (run := newest.get(each.pk)) is not None
    ]


def came_of(subject: Subject) -> tuple[float | None, float | None, int]:
    """Return how far kept forecasts were off, and the last value, in percent; of how many weeks."""
    points = Point.objects.filter(run__subject=subject, actual__isnull=False)
    rows = list(points.values_list("actual", "value", "naive"))
    known = [(came, said, last) for came, said, last in rows if came is not None]
    ours = measuring.percent_off((came, said) for came, said, _last in known)
    naive = measuring.percent_off((came, last) for came, _said, last in known)
    return ours, naive, len(known)
