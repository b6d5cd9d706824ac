"""What claims tell a producer: how many of which kind, batch by batch."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from yutang.care.models import Claim, ClaimKind, Outcome

ROWS_SHOWN = 30


@dataclass(frozen=True)
class Feedback:
    """Claims of one kind about one batch. `bad` of `of` pieces, where pieces were counted."""

    product_name: str
    batch_number: str
    kind: str
    kind_name: str
    claims: int
    bad: int
    of: int
    refund_fen: int
    refunded: int
    """Claims for which money went back."""


def feedback_of(producer_id: int) -> list[Feedback]:
    """Return what buyers claimed of this producer's goods, the newest batch first: one query.

    What the buyer withdrew is left out.
    """
    told = Claim.objects.filter(producer_id=producer_id).exclude(outcome=Outcome.WITHDRAWN)
    rows = (
        told.values("product__name", "batch__number", "kind")
        .annotate(
            claims=Count("id"),
            bad=Sum("bad", default=0),
            of=Sum("of", default=0),
            fen=Sum("refund_fen", default=0),
            refunded=Count("id", filter=Q(outcome=Outcome.REFUNDED)),
        )
        .order_by("-batch__harvested_on", "product__name", "-claims")
    )
    return [
        Feedback(
            product_name=row["product__name"],
            batch_number=row["batch__number"] or "",
            kind=row["kind"],
            kind_name=str(ClaimKind(row["kind"]).label),
            claims=row["claims"],
            bad=row["bad"],
            of=row["of"],
            refund_fen=row["fen"],
            refunded=row["refunded"],
        )
        for row in rows[:ROWS_SHOWN]
    ]
