"""Roles × sensitive fields, generated from the roles there are: nobody without the role, at the
person's place, with a reason and a consent, sees any of them."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.cast import COUNTY, OTHER_COUNTY, ClientOf

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import queries as people
from yutang.people.errors import ReasonNeeded
from yutang.people.rules import ROLES
from yutang.roster import access, actions, queries
from yutang.roster.errors import ConsentNeeded, NothingThere
from yutang.roster.rules import FIELDS, PURPOSES
from yutang.roster.tests.conftest import Made

if TYPE_CHECKING:
    from yutang.people.models import Person

SEALED = {
    "mobile": "13800009911",
    "bank_account": "6222020200112233445",
    "health": "骨折住院",
    "poverty_pointer": "JC-7788",
}
# Who may open what of a person of their place, written down apart from the code.
MAY = {
    "id_number": {"clerk", "doctor", "assessor"},
    "mobile": {"clerk", "helper", "teacher", "doctor", "assessor", "officer"},
    "bank_account": {"clerk", "assessor"},
    "health": {"doctor", "assessor"},
    "poverty": {"clerk"},
}
MAY_OF_A_CHILD = {"clerk", "assessor"}


@pytest.fixture
def everybody(db: None) -> dict[tuple[str, bool], "Person"]:
    """Return somebody of each role, at the person's place and at another one."""
    from yutang.people import actions as enrolling

    held = {}
    for number, role in enumerate((*ROLES, "")):
        for here in (True, False):
            person = enrolling.enrol(f"139000{here:d}{number:04d}", f"某{number}")
            if role:
                place = "" if role == "operator" else COUNTY if here else OTHER_COUNTY
                enrolling.give_grant(person, role, place, by=None)
            held[role, here] = person
    return held


def _sealed(made: Made, **said: Any) -> Any:
    return made(**said, **SEALED, poverty_class="marginal")


@pytest.mark.parametrize("born", [date(1980, 5, 1), date(today().year - 9, 1, 1)])
def test_nobody_without_role_place_reason_and_consent_sees_a_field(
    made: Made, everybody: dict[tuple[str, bool], "Person"], clerk: "Person", born: date
) -> None:
    member = _sealed(made, birth_on=born)
    is_child = born.year > 1980
    seen = []
    for (role, here), person in everybody.items():
        for field in FIELDS:
            may = here and role in MAY[field] and (not is_child or role in MAY_OF_A_CHILD)
            assert access.may_open(person, field, member) is may, (role, here, field)
            if not may:
                with pytest.raises(NotFound):
                    actions.open_field(member, field, "看一看", person)
                continue
            with pytest.raises(ReasonNeeded):
                actions.open_field(member, field, "  ", person)
            value = actions.open_field(member, field, f"{role} 要用", person)
            assert len(value) > 3
            seen.append((person.name, field, f"{role} 要用"))
    logged = people.openings_about([f"roster:{member.pk}"], 100)
    assert sorted((each.by.name, each.what, each.reason) for each in logged) == sorted(seen)

    for purpose in PURPOSES:
        actions.withdraw_consent(member, purpose.name, clerk)
    for (role, here), person in everybody.items():
        for field in FIELDS:
            may = here and role in MAY[field] and (not is_child or role in MAY_OF_A_CHILD)
            with pytest.raises(ConsentNeeded if may else NotFound):
                actions.open_field(member, field, "看一看", person)
    assert len(people.openings_about([f"roster:{member.pk}"], 100)) == len(seen)


def test_a_consent_opens_for_its_own_purpose_only(
    made: Made, clerk: "Person", assessor: "Person", teacher: "Person"
) -> None:
    member = _sealed(made)
    for purpose in PURPOSES:
        if purpose.name != "training":
            actions.withdraw_consent(member, purpose.name, clerk)
    assert actions.open_field(member, "mobile", "通知上课", teacher, "training") == "13800009911"
    for person, field, asked in (
        (assessor, "mobile", ""),
        (assessor, "bank_account", ""),
        (clerk, "bank_account", ""),
        (clerk, "mobile", "spotcheck"),
    ):
        with pytest.raises(ConsentNeeded):
            actions.open_field(member, field, "看一看", person, asked)
    with pytest.raises(NotFound):
        actions.open_field(member, "mobile", "看一看", teacher, "placement")
    with pytest.raises(NothingThere):
        actions.open_field(made("无号", serial=4), "mobile", "看一看", clerk)


def test_no_page_prints_what_is_sealed(
    made: Made, clerk: "Person", buyer: "Person", client_of: ClientOf
) -> None:
    member = _sealed(made)
    actions.link_account(member, buyer, clerk)
    secrets = [*SEALED.values(), actions.open_own(buyer, "id_number")]
    client, own = client_of(clerk), client_of(buyer)
    shown = [
        client.post("/roster/", {"q": sought}).content.decode()
        for sought in ("王秀英", SEALED["mobile"], secrets[-1])
    ]
    shown += [
        client.get(path).content.decode()
        for path in (
            "/roster/", "/roster/new/",
            f"/roster/{member.pk}/", f"/roster/{member.pk}/edit/", "/roster/doubles/",
            "/roster/counts/", "/roster/imports/", "/roster/imports/new/",
        )
    ]  # fmt: skip
    shown.append(own.get("/roster/me/").content.decode())
    assert all("王秀英" in page for page in (*shown[:4], shown[5], shown[11]))
    for page in shown:
        assert not [secret for secret in secrets if secret in page]
    opened = client.post(f"/roster/{member.pk}/open/", {"field": "mobile", "reason": "通知上课"})
    assert SEALED["mobile"] in opened.content.decode()
    told = own.get("/roster/me/").content.decode()
    assert "通知上课" in told
    assert clerk.name in told
    assert SEALED["health"] in own.post("/roster/me/show/", {"field": "health"}).content.decode()


def test_the_owner_agrees_and_withdraws_on_their_own_page(
    made: Made, clerk: "Person", buyer: "Person", client_of: ClientOf
) -> None:
    member = made()
    actions.link_account(member, buyer, clerk)
    own = client_of(buyer)
    own.post("/roster/me/withdraw/", {"purpose": "placement"})
    assert not queries.has_consent(member.pk, "placement")
    own.post("/roster/me/consent/", {"purpose": "placement"})
    assert queries.has_consent(member.pk, "placement")
    newest = queries.consents_of(member.pk)[0]
    assert (newest.purpose and newest.purpose.name, newest.recorded_by) == ("placement", buyer.name)
