"""How banks want their files: kept as data, for operators to change."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from yutang.payouts.errors import BadColumns
from yutang.payouts.models import BankProfile
from yutang.payouts.rules import profiles as rules
from yutang.people import access as people
from yutang.people.access import Person


@transaction.atomic
def edit_profile(profile: BankProfile, by: Person) -> BankProfile:
    """Keep a bank's profile, new or changed.

    Raises:
        NotFound: only an operator of the whole country may.
        BadColumns: a line that says no column, or a column that must be there.
    """
    people.require_operator(by)
    with _at("sent_columns"):
        sent = rules.columns(profile.sent_columns, rules.SENT_FIELDS, rules.SENT_NEEDED)
    with _at("reply_columns"):
        reply = rules.columns(profile.reply_columns, rules.REPLY_FIELDS, rules.REPLY_NEEDED)
    profile.sent_columns, profile.reply_columns = rules.written(sent), rules.written(reply)
    profile.paid_words = "\n".join(rules.words(profile.paid_words))
    profile.returned_words = "\n".join(rules.words(profile.returned_words))
    profile.save()
    return profile


@contextmanager
def _at(field: str) -> Iterator[None]:
    """Say at which question of the form the columns are wrong."""
    try:
        yield
    except BadColumns as refusal:
        refusal.field = field
        raise


def first_profiles() -> None:
    """Keep the profiles to begin with, where there is none yet."""
    if BankProfile.objects.exists():
        return
    for sample in rules.SAMPLES:
        BankProfile.objects.get_or_create(
            name=sample.name,
            defaults={
                "form": sample.form,
                "encoding": sample.encoding,
                "sent_columns": rules.written(rules.SAMPLE_SENT),
                "reply_columns": rules.written(rules.SAMPLE_REPLY),
                "paid_words": "\n".join(rules.SAMPLE_PAID),
                "returned_words": "\n".join(rules.SAMPLE_RETURNED),
                "note": "货款",
            },
        )
