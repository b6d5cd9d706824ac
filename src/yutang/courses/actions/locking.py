"""Rows locked for one step: whoever comes second sees what the first has done."""

from yutang.courses.errors import Frozen
from yutang.courses.models import Attempt, CourseVersion, Study, VersionState
from yutang.kernel.errors import NotFound


def version(version_id: int) -> CourseVersion:
    """Return the version, its row locked until the transaction ends; raises `NotFound`."""
    found = CourseVersion.objects.select_for_update().filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found


def draft(version_id: int) -> CourseVersion:
    """Return the version to write in.

    Raises:
        NotFound: there is none. Frozen: it was published.
    """
    found = version(version_id)
    if found.state != VersionState.DRAFT:
        raise Frozen
    return found


def study(study_id: int) -> Study:
    """Return the study, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Study.objects.select_for_update(of=("self",))
        .select_related("version", "member")
        .filter(pk=study_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def attempt(attempt_id: int) -> Attempt:
    """Return the attempt, its row locked until the transaction ends; raises `NotFound`."""
    found = Attempt.objects.select_for_update(of=("self",)).filter(pk=attempt_id).first()
    if found is None:
        raise NotFound
    return found
