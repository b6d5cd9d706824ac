"""The board: offers that anybody reads; asking for one, for oneself or on behalf of a member."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.courses.forms import JoinForm
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound, Refusal
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.placement import access, actions, queries
from yutang.placement.actions.applying import PURPOSE
from yutang.placement.forms import ApplyForm
from yutang.placement.queries import applying
from yutang.placement.queries.places import place_meant
from yutang.placement.rules.offers import ADULT
from yutang.plumbing.pages import form_page, number, page_of, refusals_in, refusals_told
from yutang.plumbing.reader import reads_english, sentence
from yutang.roster import access as roster
from yutang.roster import actions as entering
from yutang.roster import queries as members
from yutang.roster.access import Member
from yutang.roster.rules import BY_NAME, Agreed, age

_ROWS_A_PAGE = 20


@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The offers on the board, the newest first; by place and kind."""
    person = person_of(request)
    found, refused, code = access.on_board(), "", ""
    if typed := request.GET.get("place", "").strip():
        try:
            code = place_meant(typed)
            found = found.filter(place_code__startswith=code)
        except Refusal as refusal:
            refused = sentence(refusal)
            found = found.none()
    if kind := request.GET.get("kind", ""):
        found = found.filter(kind=kind)
    page = page_of(request, found.order_by("-since", "-pk"), _ROWS_A_PAGE)
    helped = request.GET.get("for", "")
    keep = {"place": typed, "kind": kind, "for": helped}
    rows = queries.cards(page.object_list)
    context = {
        "page": page,
        "rows": rows,
        "codes": {each.place_code for each in rows},
        "kinds": queries.counts_by_kind(),
        "kind": kind,
        "place": typed,
        "refused": refused,
        "helped": helped,
        "keep": "".join(f"{urlencode({name: said})}&" for name, said in keep.items() if said),
        "offers": person is not None and access.may_offer(person),
    }
    return render(request, "placement/board.html", context)


@never_cache
@form_page
def offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """An offer; sent, the reader or the member they help asks for its work."""
    person = person_of(request)
    found = access.offer_on_board(offer_id)
    if request.method == "POST":
        person = need_person(request)
    member = _member(request, person)
    form = _form(request, member) if member else None
    joining = JoinForm(request.POST or None, sentence=_sentence()) if person else None
    if request.method == "POST" and person:
        done = _asked(found, member, person, form) if form else _joined(person, joining, found)
        if done:
            return done
    known = (
        access.Application.objects.filter(offer=found, member=member).first() if member else None
    )
    context = {
        "offer": queries.offer_view(found),
        "codes": [found.place_code],
        "form": None if known else form,
        "joining": None if member else joining,
        "known": known,
        "helped": _helped_name(person, member),
        "member": member,
        "runs": access.runs(person, found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "placement/offer.html", context, status=status)


@never_cache
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """What the reader asked for, or sent for others, and what was answered."""
    person = need_person(request)
    page = page_of(request, access.applications_of(person), _ROWS_A_PAGE)
    context = {"page": page, "rows": applying.views(page.object_list, person)}
    return render(request, "placement/applications.html", context)


@require_POST
def withdraw(request: HttpRequest, work_application_id: int) -> HttpResponse:
    """The applicant no longer wants it."""
    person = need_person(request)
    access.application_for(person, work_application_id)
    with refusals_told(request):
        actions.withdraw(work_application_id, person)
        messages.success(request, _("The application is withdrawn."))
    return redirect("placement:applications")


def _member(request: HttpRequest, person: Person | None) -> Member | None:
    named = request.POST.get("member") or request.GET.get("for")
    if person is None:
        return None
    if named:
        return access.member_for(person, number(named))
    return roster.of_account(person)


def _helped_name(person: Person | None, member: Member | None) -> str:
    if person is None or member is None or member.account_id == person.pk:
        return ""
    return roster.names(person, [member.pk]).get(member.pk, "")


def _sentence() -> str:
    purpose = BY_NAME[PURPOSE]
    return purpose.sentence_en if reads_english() else purpose.sentence


def _joined(person: Person, form: JoinForm | None, found: access.Offer) -> HttpResponse | None:
    """Write down who asks for work; then the same page asks what they can do."""
    if form is None or not form.is_valid():
        return None
    with refusals_in(form):
        entry = form.entry(("",))
        entering.enter(entry, person, purpose=PURPOSE, agreed=Agreed("account"), account=person)
        return redirect("placement:offer", found.pk)
    return None


def _asked(
    found: access.Offer, member: Member | None, person: Person, form: ApplyForm
) -> HttpResponse | None:
    if member is None or not form.is_valid():
        return None
    with refusals_in(form):
        _apply(found, member, person, form)
        return redirect("placement:applications")
    return None


def _form(request: HttpRequest, member: Member) -> ApplyForm:
    return ApplyForm(
        request.POST or None,
        initial={"key": uuid4()},
        sentence="" if members.has_consent(member.pk, PURPOSE) else _sentence(),
        is_minor=member.birth_on is not None and age(member.birth_on, today()) < ADULT,
    )


def _apply(found: access.Offer, member: Member, person: Person, form: ApplyForm) -> None:
    said: dict[str, Any] = form.cleaned_data
    own = member.account_id == person.pk
    guardian = said.get("guardian", "")
    how = "account" if own and not guardian else "paper"
    agreed = Agreed(how, guardian=guardian) if said.get("agreed") else None  # type: ignore[arg-type]
    if found.state != "public":
        raise NotFound
    actions.apply(
        found.pk,
        member,
        person,
        words=said["words"],
        mobile=said["mobile"],
        shows_diplomas=said["shows_diplomas"],
        guardian_agrees=said.get("guardian_agrees", False),
        agreed=agreed,
        key=said["key"],
    )
