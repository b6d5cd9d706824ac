"""Units that move from one lot to another take their lot's agreed split along."""

from django.db import transaction

from yutang.shares.models import Agreement, Split, SplitPart


def carry_over(from_lot_id: int, to_lot_id: int) -> bool:
    """Put a lot's split in force on another lot of the same goods and price, with its agreements.

    For units that go to a shop's shelf: who agreed to share a unit's price agreed wherever it is
    sold. Return whether there was one to carry; done twice it is done once.
    """
    with transaction.atomic():
        agreed = Split.objects.filter(lot=from_lot_id, agreed_at__isnull=False)
        split = agreed.order_by("-version").first()
        if split is None or Split.objects.filter(lot=to_lot_id).exists():
            return False
        parts = list(SplitPart.objects.filter(split=split))
        words = list(Agreement.objects.filter(split=split))
        split.pk, split.lot_id, split.version = None, to_lot_id, 1
        split._state.adding = True  # noqa: SLF001 - Django's own way to copy a row
        agreed_at, split.agreed_at = split.agreed_at, None  # parts come before the agreement
        split.save()
        for part in parts:
            part.pk, part.split = None, split
        for word in words:
            word.pk, word.split = None, split
        SplitPart.objects.bulk_create(parts)
        Agreement.objects.bulk_create(words)
        split.agreed_at = agreed_at
        split.save(update_fields=["agreed_at"])
    return True
