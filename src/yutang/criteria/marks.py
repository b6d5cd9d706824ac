"""What this room draws on maps: identified villages, those side by side joined to clusters."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yutang.atlas import queries as atlas
from yutang.criteria import queries
from yutang.criteria.rules import clusters as rules
from yutang.criteria.rules.clusters import Touch
from yutang.places import queries as places
from yutang.plumbing import overlays
from yutang.plumbing.overlays import Mark, Overlay

_VILLAGES_MOST = 3_000


def offer() -> None:
    """Offer the overlay; called once when Django is ready."""
    overlays.offer(
        Overlay(
            name="criteria.villages",
            title=gettext_lazy("Taobao villages"),
            told=gettext_lazy(
                "Villages that the newest identification of the year found; those that touch, or "
                "lie near each other where no outline is known, are joined."
            ),
            read=identified_marks,
            order=20,
        )
    )


def identified_marks(code: str, year: int) -> list[Mark]:
    """Return the identified villages in a place, the largest clusters first."""
    codes = queries.identified(code, year=year)[:_VILLAGES_MOST]
    if not codes:
        return []
    touches = (Touch(*touch) for touch in atlas.neighbours(codes))
    found = sorted(rules.clusters(codes, touches), key=lambda each: -len(each.codes))
    names = places.names({village for each in found for village in each.codes[:1]})
    return [
        Mark(
            title=_title(names[each.codes[0]] or each.codes[0], len(each.codes)),
            codes=tuple(each.codes),
            said="",
            href=reverse("criteria:verdicts", args=[each.codes[0]]),
            weight=len(each.codes),
        )
        for each in found[: overlays.MARKS_MOST]
    ]


def _title(name: str, villages: int) -> str:
    others = villages - 1
    if not others:
        return name
    beside = ngettext("%(n)d village beside it", "%(n)d villages beside it", others) % {"n": others}
    return _("%(name)s and %(beside)s") % {"name": name, "beside": beside}
