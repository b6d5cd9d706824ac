"""A new version of a kind's rule; those before stay, since applications keep theirs."""

from django.db import IntegrityError, transaction

from yutang.honours.errors import TermsThere
from yutang.honours.models import Demand, Version
from yutang.honours.rules import versions
from yutang.honours.rules.versions import Terms
from yutang.kernel.clock import today
from yutang.people import access as people
from yutang.people.access import Person


def set_version(terms: Terms, by: Person) -> Version:
    """Keep a version that holds from its day on, with its demands; `terms.id` is ignored.

    Raises:
        NotFound: not an operator of the whole country.
        BadTerms, TermsThere
    """
    people.require_operator(by)
    versions.check_terms(terms, today())
    try:
        with transaction.atomic():
            made = Version.objects.create(
                kind=terms.kind,
                place_code=terms.place_code,
                valid_from=terms.valid_from,
                valid_to=terms.valid_to,
                applicants=list(terms.applicants),
                last_level=terms.last_level,
                notice_days=terms.notice_days,
                valid_months=terms.valid_months,
                review_months=terms.review_months,
                warning_days=terms.warning_days,
                hearing_days=terms.hearing_days,
                source=terms.source.strip(),
                is_unverified=terms.is_unverified,
            )
            Demand.objects.bulk_create(
                Demand(
                    version=made,
                    position=position,
                    how=demand.how,
                    title=demand.title,
                    title_en=demand.title_en,
                    name=demand.name,
                    least=demand.least,
                )
                for position, demand in enumerate(terms.demands)
            )
    except IntegrityError as error:
        raise TermsThere from error
    return made
