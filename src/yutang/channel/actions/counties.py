"""Lists of counties are brought in from files: all rows that can be read, in one transaction."""

from django.db import transaction

from yutang.channel.errors import BadList
from yutang.channel.models import CountyList, ListedCounty
from yutang.channel.queries import counties
from yutang.channel.rules.county_lists import LEVELS
from yutang.kernel.clock import now
from yutang.kernel.text import one_line
from yutang.people import access as people
from yutang.people.access import Person
from yutang.plumbing.sheets.trial import Outcome, Upload


def bring_in(upload: Upload, mark: str, by: Person) -> Outcome:
    """Write what the dry run of this file showed; a second time changes nothing.

    The form's answers are `name`, `level` and `source` of the list.

    Raises:
        NotFound: the person is no operator.
        BadList: name or source is missing.
        ChangedMeanwhile: something else would be written than was shown.
        Unreadable, TicketOver: the file.
    """
    people.require_operator(by)
    name, level, source = checked(upload)
    with transaction.atomic():
        CountyList.objects.select_for_update().filter(name=name).first()
        outcome, found = counties.decide(upload.data, name)
        outcome.require(mark)
        if not outcome.writes:
            return outcome
        facts = {"level": level, "source": source, "file_digest": upload.keep(), "by": by}
        kept, _made = CountyList.objects.update_or_create(name=name, defaults=facts | {"at": now()})
        ListedCounty.objects.bulk_create(
            [
                ListedCounty(
                    county_list=kept,
                    code=each.county.code,
                    exit_year=each.line.exit_year,
                    written_code=each.line.code,
                    written_name=each.line.name,
                    join=each.join,
                )
                for each in found
                if each.county is not None and each.join is not None
            ],
            update_conflicts=True,
            unique_fields=["county_list", "code"],
            update_fields=["exit_year", "written_code", "written_name", "join"],
        )
    return outcome


def checked(upload: Upload) -> tuple[str, str, str]:
    """Return name, level and source of the list as they were answered. Raises `BadList`."""
    said = upload.answers
    name, source = one_line(said.get("name", "")), one_line(said.get("source", ""))
    level = said.get("level", "")
    if not 0 < len(name) <= 60 or not 0 < len(source) <= 200 or level not in LEVELS:  # noqa: PLR2004
        raise BadList
    return name, level, source
