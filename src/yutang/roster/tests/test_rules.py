from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.people.rules import ROLES, GrantView
from yutang.roster import rules
from yutang.roster.errors import BadConsent, BadIdNumber, BadPurpose, GuardianNeeded, SaysOtherwise
from yutang.roster.rules import Agreed, Entry
from yutang.roster.rules.consents import Given, check_agreed, is_valid, until_of
from yutang.roster.rules.opening import OPENERS
from yutang.roster.tests.conftest import id_number

DAY = date(2026, 11, 22)
PLACES = ("", "13", "130623", "130827")
DAYS = st.dates(date(1900, 1, 1), DAY)


@given(DAYS, st.integers(0, 999))
def test_an_id_number_says_birth_date_and_gender(birth_on: date, serial: int) -> None:
    number = id_number(birth_on, serial)
    read = rules.read_id_number(f" {number[:6]} {number[6:].lower()}")
    assert read == (number, birth_on, "m" if serial % 2 else "f")


@given(DAYS, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_digit_mistyped_is_noticed(birth_on: date, serial: int, at: int, more: int) -> None:
    number = id_number(birth_on, serial)
    wrong = number[:at] + str((int(number[at]) + more) % 10) + number[at + 1 :]
    with pytest.raises(BadIdNumber):
        rules.read_id_number(wrong)


def test_an_id_number_contradicts_what_was_typed() -> None:
    entry = Entry("王秀英", "130827", gender="m", id_number=id_number(date(1980, 5, 1), 2))
    with pytest.raises(SaysOtherwise):
        rules.check_entry(entry, DAY)


@pytest.mark.parametrize(
    ("birth_on", "years", "band"),
    [
        (date(2012, 11, 22), 14, "14-15"),
        (date(2012, 11, 23), 13, "0-13"),
        (date(2008, 2, 29), 18, "18-35"),
        (date(1966, 11, 22), 60, "51-60"),
        (date(1965, 11, 22), 61, "61+"),
    ],
)
def test_ages_are_completed_years(birth_on: date, years: int, band: str) -> None:
    assert (rules.age(birth_on, DAY), rules.age_band(birth_on, DAY)) == (years, band)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_everybody_has_one_band(birth_on: date) -> None:
    assert rules.age_band(birth_on, DAY) in {name for name, _low, _high in rules.AGE_BANDS}
    assert rules.age_band(None, DAY) == ""


def test_a_consent_is_bounded_and_a_minor_needs_a_guardian() -> None:
    said = check_agreed(Agreed(), "training", None, DAY)
    assert (said.given_on, said.until) == (DAY, date(2028, 11, 22))
    child = date(2016, 1, 1)
    guarded = Agreed(guardian="王大山", relation="父亲")
    assert check_agreed(guarded, "training", child, DAY).until == date(2027, 11, 22)
    for agreed in (Agreed(), Agreed("account", guardian="王大山")):
        with pytest.raises(GuardianNeeded):
            check_agreed(agreed, "training", date(2009, 1, 1), DAY)
    for until in (DAY - timedelta(days=1), date(2030, 1, 1)):
        with pytest.raises(BadConsent):
            check_agreed(Agreed(until=until), "training", None, DAY)
    with pytest.raises(BadPurpose):
        check_agreed(Agreed(), "anything", None, DAY)


@given(
    given_on=st.dates(date(2020, 1, 1), DAY), on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    has_guardian=st.booleans(), is_withdrawn=st.booleans(),
    birth_on=st.one_of(st.none(), st.dates(date(1990, 1, 1), DAY)),
)  # fmt: skip
def test_what_a_minor_agreed_to_alone_never_holds(
    *, given_on: date, on: date, has_guardian: bool, is_withdrawn: bool, birth_on: date | None
) -> None:
    until = until_of(rules.BY_NAME["training"], given_on, birth_on)
    said = Given("training", given_on, until, has_guardian, is_withdrawn)
    if is_valid(said, birth_on, on):
        assert given_on <= on <= until
        assert not is_withdrawn
        assert has_guardian or birth_on is None or rules.age(birth_on, given_on) >= 18


@given(
    held=st.lists(st.tuples(st.sampled_from(ROLES), st.sampled_from(PLACES))),
    field=st.sampled_from(rules.FIELDS), is_child=st.booleans(),
)  # fmt: skip
def test_no_role_of_another_place_opens_anything(
    *, held: list[tuple[str, str]], field: str, is_child: bool
) -> None:
    grants = [GrantView(*each) for each in held]
    found = rules.purposes_to_open(grants, field, ["130827100201"], is_child=is_child)
    named = {role for role, place in held if "130827100201".startswith(place)}
    assert bool(found) <= bool(named & set(OPENERS[field]))  # type: ignore[index]
    if is_child:
        assert bool(found) <= bool(named & {"clerk", "assessor"})
    assert found <= {purpose.name for purpose in rules.PURPOSES}
