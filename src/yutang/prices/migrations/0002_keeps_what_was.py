"""What a quote said before stays readable; quotes keep what they are of; none goes away."""

from django.db import migrations

FORWARD = """
create function prices_quote_was() returns trigger language plpgsql as $$
begin
    insert into prices_quotewas
        (quote_id, day, low_fen, mean_fen, high_fen, state, brought_by_id, replaced_at)
    select o.id, o.day, o.low_fen, o.mean_fen, o.high_fen, o.state, o.brought_by_id,
        clock_timestamp()
    from earlier o
    join later n on n.id = o.id
    where (o.low_fen, o.mean_fen, o.high_fen) is distinct from (n.low_fen, n.mean_fen, n.high_fen);
    return null;
end
$$;

create trigger prices_quote_was after update on prices_quote
referencing old table as earlier new table as later
for each statement execute function prices_quote_was();

create function prices_quote_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a quote stays: bring in what is right, the earlier value is kept'
        using errcode = 'integrity_constraint_violation', constraint = 'prices_quote_stays';
end
$$;

create trigger prices_quote_stays before delete on prices_quote
for each statement execute function prices_quote_stays();

create trigger prices_quote_keeps_its_key before update of market_id, name_id, day on prices_quote
for each row when (
    (old.market_id, old.name_id, old.day) is distinct from (new.market_id, new.name_id, new.day)
)
execute function prices_quote_stays();
"""

BACK = """
drop trigger prices_quote_keeps_its_key on prices_quote;
drop trigger prices_quote_stays on prices_quote;
drop trigger prices_quote_was on prices_quote;
drop function prices_quote_stays();
drop function prices_quote_was();
"""


class Migration(migrations.Migration):
    dependencies = [("prices", "0001_first_tables")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
