"""A card whose facts have moved on is shown as it was, and reckoned anew for the next reader."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yutang.facts import queries as facts
from yutang.reports.queries import CardView

_TASK = "yutang.reports.jobs.reckon_again"


def ask(view: CardView) -> None:
    """Ask for a card to be reckoned again, unless it is of the present facts or was asked for."""
    if view.is_frozen or view.manifest == facts.current().number:
        return
    lock = f"reports.{view.place_code or 'all'}.{view.year}"
    try:
        with transaction.atomic():
            app.configure_task(_TASK, queueing_lock=lock).defer(
                place_code=view.place_code, year=view.year
            )
    except AlreadyEnqueued:
        return
