"""What was told stays: facts, their reports and choices are only added to, by every writer.

A fact follows another of the same place, kind, year, product class and source, and only once, so
each source has one line of facts. `yutang_app`, where it is there, may not even try.
"""

from django.db import migrations

TABLES = ("yearbook_fact", "yearbook_report", "yearbook_choice", "yearbook_source")
REFUSES = """
create function yearbook_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was told stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'yearbook_only_grows';
end
$$;

create function yearbook_fact_follows() returns trigger language plpgsql as $$
begin
    if not exists (
        select from yearbook_fact f
        where f.id = new.supersedes_id
            and f.place_code = new.place_code and f.kind_id = new.kind_id and f.year = new.year
            and f.about = new.about and f.source_id = new.source_id
    ) then
        raise exception 'fact % follows a fact of something else', new.id
            using errcode = 'check_violation', constraint = 'yearbook_fact_follows';
    end if;
    return null;
end
$$;

create trigger yearbook_fact_follows after insert on yearbook_fact
for each row when (new.supersedes_id is not null) execute function yearbook_fact_follows();
"""
GUARD = """
create trigger yearbook_only_grows before update or delete or truncate on {table}
for each statement execute function yearbook_refuses();
"""
REVOKE = """
do $$
begin
    if exists (select from pg_roles where rolname = 'yutang_app') then
        revoke update, delete, truncate on {tables} from yutang_app;
    end if;
exception when insufficient_privilege then
    raise notice 'the triggers alone keep the facts';
end
$$;
"""
FORWARD = "".join(
    [
        REFUSES,
        *(GUARD.format(table=table) for table in TABLES),
        REVOKE.format(tables=", ".join(TABLES)),
    ]
)
BACKWARD = "".join(
    [
        *(f"drop trigger yearbook_only_grows on {table};" for table in TABLES),
        "drop trigger yearbook_fact_follows on yearbook_fact;",
        "drop function yearbook_fact_follows(); drop function yearbook_refuses();",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("yearbook", "0003_kinds")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
