"""Rows locked for one step: whoever comes second sees what the first has done."""

from yutang.honours.models import Application, Honour
from yutang.kernel.errors import NotFound


def application(application_id: int) -> Application:
    """Return the application, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Application.objects.select_for_update(of=("self",))
        .select_related("version", "producer", "station")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def honour(number: str) -> Honour:
    """Return the honour, its row locked until the transaction ends; raises `NotFound`."""
    found = (
        Honour.objects.select_for_update(of=("self",))
        .select_related("application__version", "application__producer", "application__station")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise NotFound
    return found
