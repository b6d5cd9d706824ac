"""What was signed, promised, counted by hand and decided stays; the first tolerance."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORWARD = """
create function promises_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was signed, promised and decided stays',
        lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'promises_only_grows';
end
$$;
create trigger promises_only_grows before update or delete on promises_agreement
for each statement execute function promises_refuses();
create trigger promises_only_grows before update or delete on promises_clause
for each statement execute function promises_refuses();
create trigger promises_only_grows before delete on promises_promise
for each statement execute function promises_refuses();
create trigger promises_only_grows before update or delete on promises_evidence
for each statement execute function promises_refuses();
create trigger promises_only_grows before update or delete on promises_decision
for each statement execute function promises_refuses();

create function promises_promise_stays() returns trigger language plpgsql as $$
begin
    if (to_jsonb(old) - 'owner_id') <> (to_jsonb(new) - 'owner_id') then
        raise exception 'promise % stays as it was made; only who answers for it may change',
            old.id using errcode = 'check_violation', constraint = 'promises_promise_stays';
    end if;
    return new;
end
$$;
create trigger promises_promise_stays before update on promises_promise
for each row execute function promises_promise_stays();
"""
BACK = """
drop trigger promises_promise_stays on promises_promise;
drop function promises_promise_stays();
drop trigger promises_only_grows on promises_decision;
drop trigger promises_only_grows on promises_evidence;
drop trigger promises_only_grows on promises_promise;
drop trigger promises_only_grows on promises_clause;
drop trigger promises_only_grows on promises_agreement;
drop function promises_refuses();
"""


def first_tolerance(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("promises", "Tolerance").objects.create(
        place_code="",
        valid_from=date(2015, 1, 1),
        percent=10,
        source="平台默认：比直线进度落后一成以内仍算按进度。未见公开出处，可由运营方修改。",
        is_unverified=True,
    )


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial")]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunPython(first_tolerance, migrations.RunPython.noop),
    ]
