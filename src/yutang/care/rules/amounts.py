"""What comes back, in whole fen; what does not come out even is rounded in the buyer's favour."""

from yutang.care.rules.policy import Terms

RETURN, LATE = "return", "late"
DAMAGE = ("spoiled", "broken", "wrong", "missing")
KINDS = (RETURN, *DAMAGE, LATE)


def up(fen: int, part: int, of: int) -> int:
    """Return `part` of `of` of the fen, a fraction of a fen as a whole one."""
    return -(-fen * part // of)


def by_rule(
    kind: str,
    goods_fen: int,
    freight_fen: int,
    terms: Terms,
    *,
    bad: int | None = None,
    of: int | None = None,
) -> int:
    """Return what the rule gives back for an order of `goods_fen`, freight charged besides.

    Damage: the bad ones' share of the price (two apples of ten: a fifth); when all is bad, the
    freight too. Late: the percent of the version. Return: the price; the freight when the version
    says so, since by law (消费者权益保护法 §25) the price comes back.
    """
    if kind == RETURN:
        return goods_fen + (freight_fen if terms.freight_back else 0)
    if kind == LATE:
        return up(goods_fen, terms.late_percent, 100)
    assert bad is not None
    assert of is not None
    return up(goods_fen, bad, of) + (freight_fen if bad == of else 0)
