"""`yutang verify` as a command: what it prints, and how it ends."""

import json

import psycopg
import pytest
import typer
from django.db import connection
from tests.sales import made_buyers, random_sale

from yutang.cli import verify
from yutang.people import actions as people


def test_the_command_prints_all_and_ends_well(
    transactional_db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yutang.cli.boot.database", address_of_test_database)
    verify.verify(as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert len(found) == len(list(verify.checks()))
    assert {each["breaches"] for each in found} == {0}
    verify.verify(as_json=False)
    assert "All hold." in capsys.readouterr().out


def test_the_command_ends_with_one_when_something_is_broken(
    transactional_db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yutang.cli.boot.database", address_of_test_database)
    random_sale(people.enrol("13800000002", "主播小宽"), made_buyers(), orders=20)
    with connection.cursor() as opened:
        opened.execute("update live_sale set state = 'replay'")
    with pytest.raises(typer.Exit) as ended:
        verify.verify(as_json=False)
    assert ended.value.exit_code == 1
    said = capsys.readouterr().out
    assert "1 broken" in said
    assert "live: sale_path" in said


def address_of_test_database() -> str:
    info = connection.connection.info
    return str(
        psycopg.conninfo.make_conninfo(
            host=info.host,
            port=info.port,
            dbname=info.dbname,
            user=info.user,
            password=info.password,
        )
    )
