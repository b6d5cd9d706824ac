"""A new version of the rule; those before stay, since claims keep theirs."""

from dataclasses import asdict

from django.db import IntegrityError, transaction

from yutang.care.errors import TermsThere
from yutang.care.models import Policy
from yutang.care.rules import policy
from yutang.care.rules.policy import Terms
from yutang.kernel.clock import now, wall
from yutang.people import access as people
from yutang.people.access import Person


def set_policy(terms: Terms, by: Person) -> Policy:
    """Keep a version that holds from its day on; `terms.id` is ignored.

    Raises:
        NotFound: not an operator of the whole country.
        BadTerms, TermsThere
    """
    people.require_operator(by)
    policy.check_terms(terms, wall(now()).date())
    values = asdict(terms)
    del values["id"]
    try:
        with transaction.atomic():
            return Policy.objects.create(**values)
    except IntegrityError as error:
        raise TermsThere from error
