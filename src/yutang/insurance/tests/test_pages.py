"""What clerks and everybody see: plans, a bill to try, registers on their way, who is insured."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import ClientOf

from yutang.insurance import actions, inventing, jobs
from yutang.insurance.models import Enrolment, Plan, Policy, Roll
from yutang.insurance.queries import counting
from yutang.insurance.tests.conftest import HEALTH, Uploaded, csv_of, register
from yutang.kernel.counts import Persons, PersonTimes
from yutang.people.access import Person


def _client(client_of: ClientOf, person: Person, language: str = "en"):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Django's client
    client = client_of(person)
    client.cookies["django_language"] = language
    return client


def _post_file(client, policy: Policy, data: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as above
    from uuid import uuid4

    file = SimpleUploadedFile("名册.csv", data)
    told = {"key": str(uuid4()), "consent": "1", "file": file}
    return client.post(f"/insurance/policies/{policy.pk}/", told, follow=True)


def test_everybody_tries_the_published_bill(plan: Plan, client_of: ClientOf, buyer: Person) -> None:
    client = _client(client_of, buyer)
    asked = {"event": "hospital", "total": "164932", "public_paid": "155000"}

    page = client.get(f"/insurance/plans/{plan.pk}/", asked).content.decode()

    assert "¥2,904.60" in page
    assert "¥9,932.00" in page
    assert "Unverified default" in page
    wrong = client.get(f"/insurance/plans/{plan.pk}/", {**asked, "public_paid": "999999"})
    assert "more than the whole bill" in wrong.content.decode()


def test_a_register_goes_from_upload_to_the_list_of_the_insured(
    policy: Policy, clerk: Person, client_of: ClientOf
) -> None:
    client, data = _client(client_of, clerk), csv_of(register())
    page = _post_file(client, policy, data)
    roll = Roll.objects.get()
    assert (page["Refresh"], roll.state) == ("2", "reading")
    jobs.take_up(0)
    page = client.get(f"/insurance/rolls/{roll.pk}/").content.decode()
    assert "Refused rows" in page
    assert "last sign does not fit" in page

    client.post(f"/insurance/rolls/{roll.pk}/", {"do": "confirm"})
    jobs.work_on(roll.pk)
    roll.refresh_from_db()
    assert roll.state == "enrolled"
    again = _post_file(client, policy, data).content.decode()
    assert "nothing changes" in again
    assert Roll.objects.count() == 1

    number = next(each for each in inventing.rows(register()) if each.reason is None).cells[2]
    address = f"/insurance/policies/{policy.pk}/insured/"
    listed = client.get(address).content.decode()
    found = client.post(address, {"id_number": number}).content.decode()
    assert number not in listed
    assert f"****{number[-4:]}" in found
    assert (
        "Not insured" in client.post(address, {"id_number": "11010519491231002X"}).content.decode()
    )
    refused = client.get(f"/insurance/rolls/{roll.pk}/refused/?form=csv")
    assert b"".join(refused.streaming_content).count(b"\n") >= sum(roll.counts.values())


def test_a_clerk_begins_a_plan_its_rule_and_its_next_period(
    policy: Policy, clerk: Person, client_of: ClientOf
) -> None:
    client, plan = _client(client_of, clerk), policy.plan
    said = {
        "key": "00000000-0000-7000-8000-000000000001",
        "programme": plan.programme_id,
        "kind": "women",
        "name": "加油木兰",
        "name_en": "Mulan",
        "insurer": "某公司",
    }
    page = client.post("/insurance/plans/new/", said, follow=True).content.decode()
    assert "kind = &quot;women&quot;" in page
    wrong = client.post(f"/insurance/plans/{plan.pk}/versions/", {"text": "kind = 1"})
    assert wrong.status_code == 422
    later = HEALTH.replace("valid_from = 2018-01-01", "valid_from = 2027-07-01")
    page = client.post(
        f"/insurance/plans/{plan.pk}/versions/", {"text": later}, follow=True
    ).content.decode()
    assert "Version 2" in page

    address = f"/insurance/plans/{plan.pk}/periods/"
    page = client.get(address, {"after": policy.pk}).content.decode()
    assert 'value="2027-07-01"' in page
    told = {"place": "130827", "from_on": "2027-07-01", "to_on": "2028-06-30"}
    client.post(address, told)
    renewed = Policy.objects.get(from_on="2027-07-01")
    assert (renewed.version.number, policy.version.number) == (2, 1)
    assert client.post(address, {**told, "to_on": "2028-05-31"}).status_code == 422


def test_a_renewal_tells_who_was_insured_before_and_is_not_on_the_register(
    policy: Policy, uploaded: Uploaded, clerk: Person
) -> None:
    from datetime import date

    good = list(inventing.rows(register(5, dirt={})))
    roll = uploaded(inventing.as_csv(iter(good)))
    actions.confirm(roll.pk, clerk)
    actions.enrol(roll.pk)
    after = actions.begin_period(
        policy.plan_id, policy.place_code, date(2027, 7, 1), date(2028, 6, 30), clerk
    )

    roll = uploaded(inventing.as_csv(iter(good[:3])), after)

    assert (roll.can_enrol, roll.gone) == (3, 2)


def test_persons_are_counted_once_and_person_times_each_time(
    policy: Policy, uploaded: Uploaded, clerk: Person
) -> None:
    from datetime import date

    after = actions.begin_period(
        policy.plan_id, policy.place_code, date(2027, 7, 1), date(2028, 6, 30), clerk
    )
    data = csv_of(register(15, dirt={}))
    for each in (policy, after):
        roll = uploaded(data, each)
        actions.confirm(roll.pk, clerk)
        actions.enrol(roll.pk)

    newest, before, together = counting.insured_in("13")
    assert (newest.year, before.year, together.year) == (2027, 2026, None)
    assert (before.persons, before.person_times) == (Persons(15), PersonTimes(15))
    assert (together.persons, together.person_times) == (Persons(15), PersonTimes(30))
    assert together.premium_fen == 30 * 3_000
    read = counting.figure("person_times", ["", "13", "130827", "130623"], 2026)
    assert {code: int(value) for code, value in read.items()} == {"": 15, "13": 15, "130827": 15}
    assert Enrolment.objects.count() == 30


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_few_are_not_told_in_public(
    policy: Policy, uploaded: Uploaded, clerk: Person, client_of: ClientOf, language: str
) -> None:
    roll = uploaded(csv_of(register(6, dirt={})))
    actions.confirm(roll.pk, clerk)
    actions.enrol(roll.pk)

    page = _client(client_of, clerk, language).get("/insurance/").content.decode()

    assert "6 人" not in page
    place = _client(client_of, clerk, language).get("/places/130827/").content.decode()
    assert "180.00" not in place
