"""The figure of places that this room offers to maps and comparisons."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yutang.criteria import queries
from yutang.plumbing import figures
from yutang.plumbing.figures import Figure


def offer() -> None:
    """Offer the number of identified villages; called once when Django is ready."""
    figures.offer(
        Figure(
            name="criteria.identified_villages",
            title=_("Taobao villages"),
            unit=_("villages"),
            told=_(
                "Villages that the newest identification whose twelve months end in the year "
                "found to be Taobao villages."
            ),
            read=queries.identified_villages,
            rows=rows_of,
            order=20,
        )
    )


def rows_of(code: str, _year: int) -> str:
    """Return where the verdicts of a place are listed."""
    return reverse("criteria:verdicts", args=[code])
