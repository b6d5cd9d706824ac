"""Rows locked for one step: whoever comes second sees what the first has done."""

from yutang.hosts.models import Path
from yutang.kernel.errors import NotFound


def path(path_id: int) -> Path:
    """Return the path, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Path.objects.select_for_update(of=("self",))
        .select_related("member", "cohort")
        .filter(pk=path_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found
