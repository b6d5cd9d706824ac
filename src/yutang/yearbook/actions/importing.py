"""A table of facts, written as it was shown, or not at all."""

from django.db import transaction
from django.utils.translation import ngettext

from yutang.people.access import Person
from yutang.plumbing.sheets.trial import Upload
from yutang.yearbook.actions.recording import Entry, ReportFacts, hold, record_all
from yutang.yearbook.queries.importing import decide


@transaction.atomic
def import_facts(under: str, upload: Upload, mark: str, by: Person) -> str:
    """Write the facts of a table that are new or changed; return the sentence that says so.

    Whether the person may tell facts of the place, the caller asked.

    Raises:
        ChangedMeanwhile: it would do something else than was shown; nothing is written.
        Unreadable and its kin, SourceNeeded, TicketOver
    """
    hold()
    decision = decide(under, upload)
    decision.outcome.require(mark)
    entries = [
        Entry(
            told,
            ReportFacts(
                line.manner.source,
                line.manner.method,
                line.manner.confidence,
                line.manner.reason,
                line.manner.as_of,
            ),
        )
        for line in decision.lines
        if line.manner is not None
        for _at, told in line.told
    ]
    if entries:
        record_all(entries, by, table=upload.keep(), table_name=upload.name)
    count = len(entries)
    told = ngettext("%(n)d value was written.", "%(n)d values were written.", count)
    return told % {"n": count}
