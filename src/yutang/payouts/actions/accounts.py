"""Where a payee's money goes: every change is a new version, the old ones stay."""

import hmac

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now
from yutang.payouts import access
from yutang.payouts.errors import AccountReasonNeeded, AccountThere, NoAccount, SameAccount
from yutang.payouts.models import BankAccount
from yutang.payouts.rules import accounts as rules
from yutang.payouts.rules.accounts import AccountFacts
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.plumbing.seal import digest, seal, unseal
from yutang.shares.payees import Payee


@transaction.atomic
def set_account(payee_id: int, facts: AccountFacts, by: Person, reason: str = "") -> BankAccount:
    """Keep where the payee's money goes from now on; a clerk says why, the payee need not.

    Raises:
        NotFound: the payee is not theirs.
        NumberNotDigits, NumberLength, NumberMistyped, BadHolder, BadBank: what was given.
        AccountReasonNeeded: somebody else's account, and no reason.
        SameAccount: it is the one in use.
    """
    payee = access.payee_to_change(by, payee_id)
    said = reason.strip()[:300]
    if not said and not access.is_own(by, payee):
        raise AccountReasonNeeded
    return _keep(payee, facts, by, said)


@transaction.atomic
def set_first_account(payee_id: int, facts: AccountFacts, by: Person, reason: str) -> BankAccount:
    """Keep the first account of a person in programmes, written down by the doctor or helper there.

    Every later one is the person's own to give, or a clerk's with a reason.

    Raises:
        NotFound: not a person of their place.
        AccountThere: there is one.
        NumberNotDigits, NumberLength, NumberMistyped, BadHolder, BadBank, AccountReasonNeeded
    """
    payee = access.payee_to_help(by, payee_id)
    said = reason.strip()[:300]
    if not said:
        raise AccountReasonNeeded
    if BankAccount.objects.filter(payee=payee, ended_at=None).exists():
        raise AccountThere
    try:
        with transaction.atomic():
            return _keep(payee, facts, by, said)
    except IntegrityError as error:
        raise AccountThere from error


def _keep(payee: Payee, facts: AccountFacts, by: Person, said: str) -> BankAccount:
    checked = rules.checked(facts)
    before = BankAccount.objects.select_for_update().filter(payee=payee, ended_at=None).first()
    mark, at = digest(checked.number), now()
    if before is not None:
        if hmac.compare_digest(bytes(before.number_digest), mark) and _is_same(before, checked):
            raise SameAccount
        before.ended_at = at
        before.save(update_fields=["ended_at"])
    return BankAccount.objects.create(
        payee=payee,
        kind=checked.kind,
        holder_sealed=seal(checked.holder),
        holder_masked=rules.masked_holder(checked.holder, checked.kind),
        number_sealed=seal(checked.number),
        number_digest=mark,
        number_tail=checked.tail,
        bank=checked.bank,
        branch=checked.branch,
        since=at,
        by=by,
        reason=said,
        is_first=before is None,
    )


def open_account(payee_id: int, by: Person, reason: str) -> AccountFacts:
    """Return the account in use, whole; who opened it, and why, is kept where its owner sees it.

    Raises:
        NotFound: the payee is not theirs.
        NoAccount: there is none.
        ReasonNeeded
    """
    payee = access.payee_to_change(by, payee_id)
    found = BankAccount.objects.filter(payee=payee, ended_at=None).first()
    if found is None:
        raise NoAccount
    owner = access.person_of_payee(payee)
    people.record_opening(by, owner, "bank account", f"payouts:account:{found.pk}", reason)
    return facts_of(found)


def facts_of(account: BankAccount) -> AccountFacts:
    """Return the account unsealed. The caller logs the opening, or writes the bank's file."""
    return AccountFacts(
        holder=unseal(account.holder_sealed),
        bank=account.bank,
        number=unseal(account.number_sealed),
        kind=account.kind,
        branch=account.branch,
    )


def _is_same(before: BankAccount, facts: AccountFacts) -> bool:
    kept = (unseal(before.holder_sealed), before.bank, before.branch, before.kind)
    return kept == (facts.holder, facts.bank, facts.branch, facts.kind)
