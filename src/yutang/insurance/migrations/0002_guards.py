"""What was published, insured and enrolled stays; a roll moves only along its arrows.

* A version, a policy period and an enrolment are added and never changed.
* People are enrolled only by a roll that is being enrolled, for its own policy period.
* The arrows are those of `rules.rolls`; a test compares them.
"""

from django.db import migrations

FORWARD = """
create function insurance_stays() returns trigger language plpgsql as $$
begin
    raise exception '% keeps what was: it is added to only', tg_table_name
        using errcode = 'check_violation', constraint = 'insurance_stays';
end
$$;
create trigger insurance_stays before update or delete on insurance_planversion
for each statement execute function insurance_stays();
create trigger insurance_stays before update or delete on insurance_policy
for each statement execute function insurance_stays();
create trigger insurance_stays before update or delete on insurance_enrolment
for each statement execute function insurance_stays();

create function insurance_roll_enrols() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct policy_id, roll_id from incoming) each
        left join insurance_roll r on r.id = each.roll_id and r.policy_id = each.policy_id
        where r.state is distinct from 'enrolling'
    ) then
        raise exception 'people are enrolled only by a roll that is being enrolled'
            using errcode = 'check_violation', constraint = 'insurance_roll_enrols';
    end if;
    return null;
end
$$;
create trigger insurance_roll_enrols after insert on insurance_enrolment
referencing new table as incoming for each statement execute function insurance_roll_enrols();

create function insurance_roll_moves() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('reading', 'read'), ('reading', 'failed'), ('reading', 'dropped'),
        ('read', 'enrolling'), ('read', 'dropped'), ('read', 'reading'),
        ('enrolling', 'enrolled'), ('enrolling', 'failed'), ('enrolling', 'reading'),
        ('failed', 'reading'), ('failed', 'dropped')
    ) then
        raise exception 'roll % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'insurance_roll_arrow';
    end if;
    return new;
end
$$;
create trigger insurance_roll_moves before update of state on insurance_roll
for each row when (old.state is distinct from new.state)
execute function insurance_roll_moves();
"""
BACKWARD = """
drop trigger insurance_roll_moves on insurance_roll;
drop function insurance_roll_moves();
drop trigger insurance_roll_enrols on insurance_enrolment;
drop function insurance_roll_enrols();
drop trigger insurance_stays on insurance_enrolment;
drop trigger insurance_stays on insurance_policy;
drop trigger insurance_stays on insurance_planversion;
drop function insurance_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("insurance", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
