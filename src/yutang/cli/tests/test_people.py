"""`yutang people` and `yutang tokens`, on the tests' own database."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner, Result

from yutang.cli.people import app
from yutang.cli.tokens import tokens
from yutang.kernel.clock import now
from yutang.kernel.passes import Keyring
from yutang.people import access, queries
from yutang.people.access import Person
from yutang.people.errors import NoDemoHere
from yutang.plumbing.config import Config

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_the_first_operator_is_made_and_told_what_next() -> None:
    for _time in range(2):
        made = run("operator", "138 0000 0099", "--name", "张[red]三")
        assert made.exit_code == 0, made.output
        assert "张[red]三 is an operator." in made.output
        assert "/grants/" in made.output
    assert access.may(queries.by_mobile("13800000099"), "operator", "")


def test_a_bad_number_is_refused_in_a_sentence() -> None:
    told = run("operator", "12345", "--name", "张三")
    assert told.exit_code == 1
    assert "11 digits" in told.output


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["13800000099", "clerk", ""], "place code"),
        (["13800000099", "king", ""], "role"),
        (["13800000099", "operator"], "name"),
        (["13800000099", "clerk", "99zz"], "digits"),
    ],
)
def test_a_grant_that_cannot_be_is_refused_in_a_sentence(arguments: list[str], advice: str) -> None:
    told = run("grant", *arguments)
    assert told.exit_code == 1
    assert advice in told.output


def test_a_grant_for_a_real_place_is_given() -> None:
    from django.db import connection

    from yutang.places import loading

    loading.load(connection, ["46"], lambda *_progress: None)
    given = run("grant", "13800000099", "clerk", "460105", "--name", "海口干事")
    assert given.exit_code == 0, given.output
    assert "秀英区" in given.output
    assert access.may(queries.by_mobile("13800000099"), "clerk", "460105")


def test_tokens_need_a_demo(buyer: Person) -> None:
    with pytest.raises(NoDemoHere):
        tokens(1)


def test_two_thousand_tokens_come_at_once_and_are_good(
    host: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.apps import apps

    from yutang.people import actions

    actions.enrol("13800000098", "演示", is_demo=True)
    sales = apps.get_model("live", "Sale").objects
    demo = {"title": "x", "county_codes": [], "host": host, "starts_at": now()}
    sales.create(is_demo=True, **demo)
    with CaptureQueriesContext(connection) as asked:
        tokens(2000)
    assert len(asked) < 20, "people are enrolled together, not one by one"
    lines = capsys.readouterr().out.split()
    ring = Keyring(Config.load().secrets().pass_keys)
    owners = {ring.check(line, "buyer", time.time()).person for line in lines}
    assert len(owners) == 2000
    assert all(queries.person(owner).is_demo for owner in list(owners)[:5])
    sales.create(is_demo=False, **demo)
    with pytest.raises(NoDemoHere):
        tokens(1)
