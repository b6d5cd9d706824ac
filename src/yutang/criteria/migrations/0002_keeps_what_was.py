"""What was judged stays: nothing is changed or removed, and a finished identification is closed."""

from django.db import migrations

FORWARD = """
create function criteria_stays() returns trigger language plpgsql as $$
begin
    raise exception '% keeps what was: it is added to only', tg_table_name
        using errcode = 'check_violation', constraint = 'criteria_stays';
end
$$;

create function criteria_is_closed() returns trigger language plpgsql as $$
begin
    if exists (
        select from criteria_identification i
        where i.id in (select distinct identification_id from incoming)
    ) then
        raise exception 'an identification that stands gets no further rows'
            using errcode = 'check_violation', constraint = 'criteria_is_closed';
    end if;
    return null;
end
$$;

create trigger criteria_is_closed after insert on criteria_verdict
referencing new table as incoming for each statement execute function criteria_is_closed();
create trigger criteria_is_closed after insert on criteria_total
referencing new table as incoming for each statement execute function criteria_is_closed();

create trigger criteria_stays before update or delete on criteria_wording
for each statement execute function criteria_stays();
create trigger criteria_stays before update or delete on criteria_owncriterion
for each statement execute function criteria_stays();
create trigger criteria_stays before update or delete on criteria_identification
for each statement execute function criteria_stays();
create trigger criteria_stays before update or delete on criteria_verdict
for each statement execute function criteria_stays();
create trigger criteria_stays before update or delete on criteria_total
for each statement execute function criteria_stays();
"""
BACKWARD = """
drop trigger criteria_stays on criteria_total;
drop trigger criteria_stays on criteria_verdict;
drop trigger criteria_stays on criteria_identification;
drop trigger criteria_stays on criteria_owncriterion;
drop trigger criteria_stays on criteria_wording;
drop trigger criteria_is_closed on criteria_total;
drop trigger criteria_is_closed on criteria_verdict;
drop function criteria_is_closed();
drop function criteria_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("criteria", "0001_first_tables")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
