"""Works of the reports room: a card that was looked at is reckoned of the present facts."""

from procrastinate.contrib.django import app

from yutang.reports import queries


@app.task(pass_context=False)
def reckon_again(place_code: str, year: int) -> None:
    """Reckon a card of the present manifest, and keep it; asked for by its page."""
    queries.reckon(place_code, year)
