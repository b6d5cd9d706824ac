"""A list of persons is brought in as it was shown, in one transaction, with everybody's consent."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from yutang.kernel.clock import now, today
from yutang.people.access import Person
from yutang.plumbing import rounds
from yutang.plumbing.sheets.trial import Upload
from yutang.roster import access, hauls
from yutang.roster.actions.consenting import consent
from yutang.roster.actions.entering import enter
from yutang.roster.models import Member, RosterImport
from yutang.roster.queries.deciding import Said, decide_persons
from yutang.roster.rules import Agreed


def import_persons(upload: Upload, mark: str, purpose: str, by: Person) -> RosterImport:
    """Write the persons of a list that was looked at; `mark` is of what was shown.

    Raises:
        NotFound: the person works for no place.
        ChangedMeanwhile: something changed since it was looked at; nothing is written.
        BadPurpose
    """
    within = access.need_lists(by)
    with transaction.atomic():
        decided = decide_persons(upload.data, within)
        decided.outcome.require(mark)
        with_id = [said for said in decided.said if said.entry.id_number]
        rows = [hauls.Row(said.entry, said.guardian, said.relation) for said in with_id]
        whence = hauls.Whence(purpose, Agreed(), today(), now(), by.pk)
        rounds.run(connection.connection, hauls.enter_many(rows, whence))
        for said in decided.said:
            if not said.entry.id_number:
                _enter(said, purpose, by)
        return RosterImport.objects.create(
            purpose=purpose,
            file_name=upload.name,
            file_digest=upload.keep(),
            rows=len(decided.outcome.rows),
            added=decided.outcome.new,
            changed=decided.outcome.changed,
            same=decided.outcome.same,
            refused=decided.outcome.refused,
            at=now(),
            by=by,
        )


def told(brought: RosterImport) -> str:
    """Return what an import did, in a sentence."""
    return _("Brought in: %(added)s new, %(changed)s changed, %(same)s the same.") % {
        "added": brought.added,
        "changed": brought.changed,
        "same": brought.same,
    }


def _enter(said: Said, purpose: str, by: Person) -> None:
    agreed = Agreed("paper", guardian=said.guardian, relation=said.relation)
    if said.known_id is None:
        enter(said.entry, by, purpose=purpose, agreed=agreed)
    else:
        consent(Member.objects.get(pk=said.known_id), purpose, by, agreed)
