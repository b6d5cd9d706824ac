"""Old lists: brought and joined to today's codes, and decided row by row by a person."""

from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from yutang.people.access import Person
from yutang.places import access
from yutang.places.errors import NothingChosen, ReasonNeeded
from yutang.places.models import Alias, MatchLevel, MatchList, MatchRow
from yutang.places.queries.listing import read_list
from yutang.places.queries.matching import match
from yutang.places.rules.matching import Found, How, Written
from yutang.places.table import EDITION

_WRITTEN_MAX = 200


def bring_list(data: bytes, name: str, year: int | None, by: Person) -> MatchList:
    """Join a list to today's codes and keep it with its match levels; the same file is kept once.

    Raises:
        NotFound: neither clerk nor operator.
        NoPlaces, Unreadable, TooLarge, TooManyRows, OldWorkbook: it is no list.
    """
    known = access.lists_of(by).filter(by=by, digest=(digest := sha256(data).digest())).first()
    if known is not None:
        return known
    read = read_list(data)
    found = match([written for _number, written in read.rows])
    with transaction.atomic():
        kept, is_new = MatchList.objects.get_or_create(
            by=by,
            digest=digest,
            defaults={"name": name, "year": year, "edition": EDITION, "at": timezone.now()},
        )
        if is_new:
            rows = zip(read.rows, found, strict=True)
            MatchRow.objects.bulk_create(
                [_row(kept, number, written, each) for (number, written), each in rows],
                batch_size=2_000,
            )
    return kept


def _row(kept: MatchList, number: int, written: Written, found: Found) -> MatchRow:
    return MatchRow(
        match_list=kept,
        number=number,
        **written._asdict(),
        match=found.how.value,
        code=found.code,
        distance=found.distance,
        within=found.within,
        written=found.written[:_WRITTEN_MAX],
        candidates=list(found.candidates),
    )


def rejoin(match_list: MatchList) -> int:
    """Join the rows nobody decided anew, with what is known by now; return how many changed."""
    with transaction.atomic():
        rows = list(match_list.rows.select_for_update().filter(decided_at=None).order_by("number"))
        found = match(
            [
                Written(row.province, row.prefecture, row.county, row.town, row.village)
                for row in rows
            ]
        )
        changed = []
        for row, each in zip(rows, found, strict=True):
            if (row.match, row.code) != (each.how.value, each.code):
                row.match, row.code, row.distance = each.how.value, each.code, each.distance
                row.within, row.written = each.within, each.written[:_WRITTEN_MAX]
                row.candidates = list(each.candidates)
                changed.append(row)
        fields = ["match", "code", "distance", "within", "written", "candidates"]
        MatchRow.objects.bulk_update(changed, fields, batch_size=1_000)
    return len(changed)


def decide(row: MatchRow, code: str, reason: str, by: Person, *, is_gone: bool = False) -> int:
    """Say what a row means, or that its place is no more; return how many rows that decided.

    Rows of the same list that are written alike follow. Who is clerk of the place, or of where it
    lay, says it for the next lists too: it is kept as an alias.

    Raises:
        NotFound: not their list.
        NothingChosen, ReasonNeeded: something is missing.
        BadCode, UnknownPlace: no such place.
    """
    access.row_for(by, row.match_list_id, row.pk)
    if not (code or is_gone):
        raise NothingChosen
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        means = "" if is_gone else access.check_code(code)
        how = How.GONE if is_gone else How.ALIAS
        if access.decides_for_all(by, means or row.within):
            Alias.objects.update_or_create(
                within=row.within,
                written=row.written,
                defaults={"code": means, "reason": reason, "at": timezone.now(), "by": by},
            )
        alike = row.match_list.rows.filter(within=row.within, written=row.written)
        return alike.exclude(match=MatchLevel.EXACT).update(
            match=how.value,
            code=means,
            distance=0,
            reason=reason,
            decided_at=timezone.now(),
            decided_by=by,
        )


def forget_list(list_id: int, by: Person) -> None:
    """Take a list away; what was decided on it stays as aliases. Raises `NotFound` as `decide`."""
    access.list_for(by, list_id).delete()
