"""A role for the application: it writes the ledger, and can neither change it nor its guards.

It owns nothing. Of the ledger it may read and insert; of all other tables, today's and those to
come, it may do what the application does. Who migrates (the owner) is somebody else. Where the
owner may not make roles, none is made, and the triggers alone keep the ledger.
"""

from django.db import migrations

FORWARD = """
do $$
begin
    if not exists (select from pg_roles where rolname = 'yutang_app') then
        create role yutang_app nologin;
    end if;
    execute format('grant yutang_app to %I', current_user);
    grant usage on schema public to yutang_app;
    grant all on all tables in schema public to yutang_app;
    grant all on all sequences in schema public to yutang_app;
    alter default privileges in schema public grant all on tables to yutang_app;
    alter default privileges in schema public grant all on sequences to yutang_app;
    revoke all on ledger_account, ledger_transaction, ledger_entry, ledger_period from yutang_app;
    grant select, insert on ledger_account, ledger_transaction, ledger_entry, ledger_period
        to yutang_app;
exception when insufficient_privilege then
    raise notice 'no role yutang_app: whoever migrates may not make roles';
end
$$;
"""
BACKWARD = """
do $$
begin
    if exists (select from pg_roles where rolname = 'yutang_app') then
        drop owned by yutang_app;
        begin
            drop role yutang_app;
        exception when dependent_objects_still_exist then
            null; -- another database of this server uses it
        end;
    end if;
end
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_only_grows")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
