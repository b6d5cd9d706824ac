"""As whom the serving processes speak to the database."""

import psycopg
import pytest
from django.db import connection

from yutang.cli import boot


@pytest.mark.django_db
def test_the_serving_processes_are_a_role_that_owns_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parameters = connection.get_connection_params()
    known = ("dbname", "user", "password", "host", "port")
    named = {name: parameters[name] for name in known if parameters.get(name)}
    address = psycopg.conninfo.make_conninfo("", **named)
    monkeypatch.setattr(boot, "database", lambda: address)
    monkeypatch.setenv("PGOPTIONS", "-c work_mem=8MB")
    said = boot.as_application()
    assert said == "-c work_mem=8MB -c role=yutang_app"
    with psycopg.connect(address, options=said) as serving:
        assert serving.execute("select current_user").fetchone() == ("yutang_app",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            serving.execute("alter table ledger_entry disable trigger all")
