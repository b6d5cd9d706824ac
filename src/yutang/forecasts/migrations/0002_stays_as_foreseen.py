"""A forecast stays as it was made; only what came is written later, once. The first packing rate."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORWARD = """
create function forecasts_stays() returns trigger language plpgsql as $$
declare
    later text[] := string_to_array(tg_argv[0], ',');
    name text;
begin
    if tg_op = 'UPDATE' and (to_jsonb(old) - later) = (to_jsonb(new) - later) then
        foreach name in array later loop
            if to_jsonb(old) -> name <> 'null'::jsonb
                and to_jsonb(old) -> name <> to_jsonb(new) -> name then
                name := null;
                exit;
            end if;
        end loop;
        if name is not null then
            return new;
        end if;
    end if;
    raise exception '% of % is refused: what was foreseen stays, what came is written once',
        lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'forecasts_stays';
end
$$;
create trigger forecasts_stays before update or delete on forecasts_run
for each row execute function forecasts_stays('made_at');
create trigger forecasts_stays before update or delete on forecasts_point
for each row execute function forecasts_stays('actual,actual_at');
create trigger forecasts_stays before update or delete on forecasts_packingrate
for each row execute function forecasts_stays('created_at');
create trigger forecasts_stays before update or delete on forecasts_saleplan
for each row execute function forecasts_stays('seen_at,viewers_came,parcels_came');
create trigger forecasts_stays before update or delete on forecasts_planline
for each row execute function forecasts_stays('sold');
create trigger forecasts_stays before update or delete on forecasts_plancase
for each row execute function forecasts_stays('id');
"""
BACK = """
drop trigger forecasts_stays on forecasts_plancase;
drop trigger forecasts_stays on forecasts_planline;
drop trigger forecasts_stays on forecasts_saleplan;
drop trigger forecasts_stays on forecasts_packingrate;
drop trigger forecasts_stays on forecasts_point;
drop trigger forecasts_stays on forecasts_run;
drop function forecasts_stays();
"""


def first_rate(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("forecasts", "PackingRate").objects.create(
        place_code="",
        parcels_an_hour=30,
        hours_a_day=8,
        days=2,
        valid_from=date(2015, 1, 1),
        source="平台默认：每人每小时打包30件，每天8小时，两天内发完。未见公开出处，可由运营方修改。",
        is_verified=False,
    )


class Migration(migrations.Migration):
    dependencies = [("forecasts", "0001_first_tables")]

    operations = [
        migrations.RunSQL(FORWARD, BACK),
        migrations.RunPython(first_rate, migrations.RunPython.noop),
    ]
