"""The ledger only grows, and each transaction is whole: kept by the database for every writer.

* A transaction is inserted by one statement with its entries: whoever inserts it without them is
  refused when the statement ends. Lines are counted from 1, each once (primary key), so entries
  added later to a transaction of before would need its line 1 again.
* What a statement inserts sums to zero in each transaction, and names accounts that are there.
  All is looked at once a statement, through its transition table, so that bulk is fast.
* Nothing is changed, deleted or truncated.
* Who writes shares a lock with other writers; who closes a month waits for all of them. Whoever
  writes later sees the month closed, which is why older snapshots are refused.
"""

from django.db import migrations

FORWARD = """
create function ledger_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: the ledger only grows', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'ledger_only_grows';
end
$$;

create trigger ledger_only_grows before update or delete or truncate on ledger_account
for each statement execute function ledger_refuses();
create trigger ledger_only_grows before update or delete or truncate on ledger_transaction
for each statement execute function ledger_refuses();
create trigger ledger_only_grows before update or delete or truncate on ledger_entry
for each statement execute function ledger_refuses();
create trigger ledger_only_grows before update or delete or truncate on ledger_period
for each statement execute function ledger_refuses();

-- A temporary table of the same name must not stand in for ours: hence the path.
create function ledger_transaction_is_whole() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
    lost bigint;
    closed date;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'the ledger is written at read committed: an older snapshot could not see'
            ' a month that was closed' using errcode = 'check_violation',
            constraint = 'ledger_isolation';
    end if;
    perform pg_advisory_xact_lock_shared(1818584167);
    select a.id into lost from added a
    where not exists (select from ledger_entry e where e.transaction_id = a.id and e.line = 1)
    limit 1;
    if found then
        raise exception 'transaction % has no entries: both are inserted by one statement', lost
            using errcode = 'check_violation', constraint = 'ledger_transaction_is_whole';
    end if;
    select max(month) into closed from ledger_period;
    select a.id into lost from added a
    where a.at < (closed + interval '1 month') at time zone 'Asia/Shanghai' limit 1;
    if found then
        raise exception 'transaction %: the books are closed up to %', lost, closed
            using errcode = 'check_violation', constraint = 'ledger_period_closed';
    end if;
    return null;
end
$$;
create trigger ledger_transaction_is_whole after insert on ledger_transaction
referencing new table as added
for each statement execute function ledger_transaction_is_whole();

create function ledger_entries_balance() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
    lost record;
begin
    select * into lost from (
        select a.transaction_id, sum(a.amount_fen) as total, count(*) as entries,
            max(a.line) as highest
        from added a group by a.transaction_id
    ) whole
    where total <> 0 or entries <> highest or entries < 2
        or not exists (select from ledger_transaction t where t.id = whole.transaction_id)
    limit 1;
    if found then
        raise exception 'transaction %: % entries up to line %, their sum is %',
            lost.transaction_id, lost.entries, lost.highest, lost.total
            using errcode = 'check_violation', constraint = 'ledger_entries_balance';
    end if;
    perform from (select distinct account_id from added) a
    where not exists (select from ledger_account known where known.id = a.account_id);
    if found then
        raise exception 'an entry names an account that is not there'
            using errcode = 'foreign_key_violation', constraint = 'ledger_entry_account_known';
    end if;
    return null;
end
$$;
create trigger ledger_entries_balance after insert on ledger_entry
referencing new table as added
for each statement execute function ledger_entries_balance();

create function ledger_period_closes() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
    before date;
begin
    perform pg_advisory_xact_lock(1818584167);
    select max(month) into before from ledger_period;
    if extract(day from new.month) <> 1 or new.month <= before
        or (new.month + interval '1 month') at time zone 'Asia/Shanghai' > clock_timestamp() then
        raise exception '% cannot be closed: not over, or closed already', new.month
            using errcode = 'check_violation', constraint = 'ledger_period_in_turn';
    end if;
    select count(distinct t.id), coalesce(sum(e.amount_fen) filter (where e.amount_fen > 0), 0)
    into new.transactions, new.debit_fen
    from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
    where t.at < (new.month + interval '1 month') at time zone 'Asia/Shanghai'
        and (before is null
            or t.at >= (before + interval '1 month') at time zone 'Asia/Shanghai');
    return new;
end
$$;
create trigger ledger_period_closes before insert on ledger_period
for each row execute function ledger_period_closes();
"""
BACKWARD = """
drop trigger ledger_only_grows on ledger_account;
drop trigger ledger_only_grows on ledger_transaction;
drop trigger ledger_only_grows on ledger_entry;
drop trigger ledger_only_grows on ledger_period;
drop trigger ledger_transaction_is_whole on ledger_transaction;
drop trigger ledger_entries_balance on ledger_entry;
drop trigger ledger_period_closes on ledger_period;
drop function ledger_refuses();
drop function ledger_transaction_is_whole();
drop function ledger_entries_balance();
drop function ledger_period_closes();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
