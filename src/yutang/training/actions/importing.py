"""A list of trainees is brought in: as it was shown, in one transaction, or not at all."""

from django.db import transaction

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing.sheets.trial import Upload
from yutang.roster.actions import Agreed
from yutang.training import access
from yutang.training.actions import locking
from yutang.training.actions.joining import bring
from yutang.training.models import ListImport
from yutang.training.queries.deciding import decide_list


def import_list(cohort_id: int, upload: Upload, mark: str, by: Person) -> ListImport:
    """Enrol the people of a list that was looked at, each with the paper they signed.

    In the list's order: who comes after the last seat waits. `mark` is of what was shown.

    Raises:
        NotFound: not the clerk's class. ChangedMeanwhile: nothing is written.
        Whatever the table, the roster or the class refuses.
    """
    access.cohort_to_run(by, cohort_id)
    with transaction.atomic():
        cohort = locking.cohort(cohort_id)
        decided = decide_list(upload.data, cohort, by)
        decided.outcome.require(mark)
        outcome = decided.outcome
        brought = ListImport.objects.create(
            cohort=cohort,
            file_name=upload.name,
            file_digest=upload.keep(),
            rows=len(outcome.rows),
            added=outcome.new,
            same=outcome.same,
            refused=outcome.refused,
            at=now(),
            by=by,
        )
        for each in decided.people:
            bring(
                cohort_id,
                each.entry,
                by,
                agreed=Agreed("paper", guardian=each.guardian, relation=each.relation),
                joins_as=each.joins_as,
                brought=brought,
            )
    return brought
