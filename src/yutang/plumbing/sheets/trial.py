"""An import, from its upload to its confirmation: what is confirmed is what was shown.

The file is kept, sealed, under its SHA-256, while somebody looks at the dry run. The page carries
a signed ticket: which file, whose, with which answers, and the mark of what was decided. To
confirm, the room decides once more on the same bytes within the transaction that writes; when that
has another mark, because the tables changed meanwhile, nothing is written and the new dry run is
shown. The room keeps the file and who sent it for good, in a row of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yutang.kernel.errors import NotFound, Refusal
from yutang.plumbing import kept
from yutang.plumbing.reader import sentence
from yutang.plumbing.sheets import writing
from yutang.plumbing.sheets.limits import Limits, NoFile, TooLarge
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Table

FOLDER: Final = "uploads"
SHOWN_MOST: Final = 200
"""Rows and problems on the page; the file to download has all."""
_WAITS: Final = "uploads-waiting"
_WAIT: Final = timedelta(days=1)
_SALT: Final = "sheets.trial"
_NAME_LENGTH_MAX: Final = 120
_LIMITS: Final = Limits()


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class TicketOver(Refusal):
    code = "import_over"
    status = 409
    zh = "这次上传过期了，什么都没有写入。请重新选择文件。"
    en = "This upload is too old and nothing was written. Please choose the file again."


class ChangedMeanwhile(Refusal):
    """What is there changed between the dry run and the confirmation."""

    code = "import_changed"
    status = 409
    zh = "您查看的时候，已有数据变了，所以什么都没有写入。下面是现在的结果，请再确认一次。"
    en = (
        "The data changed while you looked, so nothing was written. Below is what would happen now."
    )


@dataclass(frozen=True)
class Decided:
    """What becomes of a row: `about` names it, `said` tells what changes, both for people."""

    row: int
    verdict: Verdict
    about: str
    said: str = ""


@dataclass
class Outcome:
    """What an import does or would do, row by row, with every problem."""

    rows: list[Decided] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    sheet: str = ""

    @classmethod
    def of(cls, table: Table, rows: Iterable[Decided], more: Iterable[Problem] = ()) -> "Outcome":
        """Return the outcome of a table: `rows` that were decided, problems of the room's own.

        Rows with a problem are refused, whatever was decided of them.
        """
        problems = sorted([*table.problems, *more], key=lambda problem: problem.row)
        bad = {problem.row for problem in problems if problem.row}
        decided = {row.row: row for row in rows if row.row not in bad}
        refused = {row: Decided(row, Verdict.REFUSED, "") for row in bad}
        together = sorted({**refused, **decided}.values(), key=lambda row: row.row)
        return cls(together, problems, table.notes, table.sheet)

    def count(self, verdict: str) -> int:
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def new(self) -> int:
        return self.count("new")

    @property
    def changed(self) -> int:
        return self.count("changed")

    @property
    def same(self) -> int:
        return self.count("same")

    @property
    def refused(self) -> int:
        return self.count("refused")

    @property
    def writes(self) -> int:
        """How many rows are written when it is confirmed."""
        return self.new + self.changed

    @property
    def mark(self) -> str:
        """Differs as soon as anything would be done otherwise."""
        told = sha256()
        for row in self.rows:
            told.update(f"{row.row}\t{row.verdict}\t{row.about}\t{row.said}\n".encode())
        return told.hexdigest()

    def require(self, mark: str) -> None:
        """Go on only when this is what was shown.

        Raises:
            ChangedMeanwhile: it is not.
        """
        if self.mark != mark:
            raise ChangedMeanwhile


@dataclass(frozen=True)
class Upload:
    """A file that waits for its confirmation."""

    digest: str
    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    """What else the form asked, as it was answered."""

    @property
    def data(self) -> bytes:
        """The very bytes that were uploaded.

        Raises:
            TicketOver: they waited too long.
        """
        try:
            return kept.content(_WAITS, self.digest)
        except kept.Gone as error:
            raise TicketOver from error

    def keep(self) -> str:
        """Keep the file for good, when the import is written; return its SHA-256."""
        return kept.keep(FOLDER, self.data)


@dataclass(frozen=True)
class Import:
    """How a room takes a table: what it decides, how it writes, where it leads.

    `decide` reads and writes nothing. `write` decides again and writes in one transaction:
    ``outcome = decide(…); outcome.require(mark); …; upload.keep()``; it returns the sentence that
    is shown afterwards.
    """

    person_id: int
    decide: Callable[[Upload], Outcome]
    write: Callable[[Upload, str], str]
    template: str
    leads_to: str
    form: type[Form] | None = None
    """What is asked besides the file, if anything."""
    limits: Limits = _LIMITS
    context: Mapping[str, Any] = field(default_factory=dict)


def page(request: HttpRequest, job: Import) -> HttpResponse:
    """Answer an import's page: the form, the dry run, the confirmation, the list of problems."""
    if request.method != "POST":
        return _shown(request, job, job.form() if job.form else None)
    if "ticket" in request.POST:
        return _confirmed(request, job)
    form = job.form(request.POST) if job.form else None
    if form is not None and not form.is_valid():
        return _shown(request, job, form, status=422)
    try:
        upload = uploaded(request, job.limits, form)
        return _shown(request, job, form, upload, job.decide(upload))
    except NotFound:
        raise
    except Refusal as refusal:
        return _shown(request, job, form, refusal=refusal, status=refusal.status)


def uploaded(request: HttpRequest, limits: Limits = _LIMITS, form: Form | None = None) -> Upload:
    """Return the file of this request, kept until it is confirmed.

    Raises:
        NoFile, TooLarge
    """
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise NoFile
    if (file.size or 0) > limits.bytes_max:
        raise TooLarge(most=f"{limits.bytes_max / 2**20:g} MB")
    kept.forget_older(_WAITS, _WAIT)
    names = form.fields if form is not None else ()
    answers = {name: request.POST.get(name, "") for name in names}
    digest = kept.keep(_WAITS, file.read())
    return Upload(digest, (file.name or "")[-_NAME_LENGTH_MAX:], answers)


def ticket(upload: Upload, mark: str, person_id: int) -> str:
    """Return what the page carries from the dry run to the confirmation."""
    told = [upload.digest, upload.name, dict(upload.answers), mark, person_id]
    return signing.dumps(told, salt=_SALT, compress=True)


def redeemed(text: str, person_id: int) -> tuple[Upload, str]:
    """Return the file of a ticket and the mark of what was shown.

    Raises:
        TicketOver: it is too old, not ours, or another person's.
    """
    try:
        digest, name, answers, mark, whose = signing.loads(text, salt=_SALT, max_age=_WAIT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise TicketOver from error
    if whose != person_id:
        raise TicketOver
    return Upload(digest, name, answers), mark


def _confirmed(request: HttpRequest, job: Import) -> HttpResponse:
    try:
        upload, mark = redeemed(request.POST["ticket"], job.person_id)
        asked = request.POST.get("problems")
        if asked in {"csv", "xlsx"}:
            outcome = job.decide(upload)
            listed = [*outcome.problems, *outcome.notes]
            return writing.sent_problems(
                listed, "yutang-problems", "csv" if asked == "csv" else "xlsx"
            )
        messages.success(request, job.write(upload, mark))
        return redirect(job.leads_to)
    except ChangedMeanwhile as refusal:
        form = job.form(upload.answers) if job.form else None
        now = job.decide(upload)
        return _shown(request, job, form, upload, now, refusal=refusal, status=refusal.status)
    except NotFound:
        raise
    except Refusal as refusal:
        form = job.form() if job.form else None
        return _shown(request, job, form, refusal=refusal, status=refusal.status)


def _shown(
    request: HttpRequest,
    job: Import,
    form: Form | None,
    upload: Upload | None = None,
    outcome: Outcome | None = None,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "refusal": sentence(refusal) if refusal else "", **job.context}
    if upload is not None and outcome is not None:
        context |= {
            "outcome": outcome,
            "upload": upload,
            "ticket": ticket(upload, outcome.mark, job.person_id),
            "rows_shown": [row for row in outcome.rows if row.verdict != Verdict.REFUSED][
                :SHOWN_MOST
            ],
            "problems_shown": outcome.problems[:SHOWN_MOST],
            "notes_shown": outcome.notes[:SHOWN_MOST],
        }
    return render(request, job.template, context, status=status)
