"""Who is called follows from frame and seed alone, and nothing of a sample is ever changed.

* After each statement that adds persons, a sample's persons are drawn again here, by the database's
  own SHA-256, and compared: number by number, none too many, none too few.
* Samples, questions, persons, attempts and answers are only added; questions before the persons.
* Nobody notes a call who is barred from the sample's calls.
"""

from django.db import migrations

FORWARD = """
create function spotchecks_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: a sample stays as it was drawn', lower(tg_op),
        tg_table_name using errcode = 'check_violation', constraint = 'spotchecks_only_grows';
end
$$;
create trigger spotchecks_only_grows before update or delete on spotchecks_sample
for each statement execute function spotchecks_refuses();
create trigger spotchecks_only_grows before update or delete on spotchecks_question
for each statement execute function spotchecks_refuses();
create trigger spotchecks_only_grows before update or delete on spotchecks_drawn
for each statement execute function spotchecks_refuses();
create trigger spotchecks_only_grows before update or delete on spotchecks_attempt
for each statement execute function spotchecks_refuses();
create trigger spotchecks_only_grows before update or delete on spotchecks_answer
for each statement execute function spotchecks_refuses();

create function spotchecks_drawn_by_seed() returns trigger language plpgsql as $$
declare
    wrong record;
begin
    select s.id into wrong from spotchecks_sample s
    where s.id in (select sample_id from added)
        and exists (
            select from (
                select member_id, row_number() over (
                    order by encode(sha256(convert_to(s.seed || ':' || member_id, 'UTF8')), 'hex')
                        collate "C"
                ) as position
                from unnest(s.frame) as framed (member_id)
            ) again
            full join (
                select member_id, position from spotchecks_drawn where sample_id = s.id
            ) kept using (member_id, position)
            where kept.member_id is null and position <= s.size
                or again.member_id is null
                or position > s.size and kept.member_id is not null
        )
    limit 1;
    if found then
        raise exception 'sample % is not what its frame and seed give', wrong.id
            using errcode = 'check_violation', constraint = 'spotchecks_drawn_by_seed';
    end if;
    return null;
end
$$;
create trigger spotchecks_drawn_by_seed after insert on spotchecks_drawn
referencing new table as added
for each statement execute function spotchecks_drawn_by_seed();

create function spotchecks_question_first() returns trigger language plpgsql as $$
begin
    if exists (select from spotchecks_drawn where sample_id = new.sample_id) then
        raise exception 'sample % is drawn: its questions stand', new.sample_id
            using errcode = 'check_violation', constraint = 'spotchecks_question_first';
    end if;
    return new;
end
$$;
create trigger spotchecks_question_first before insert on spotchecks_question
for each row execute function spotchecks_question_first();

create function spotchecks_attempt_not_barred() returns trigger language plpgsql as $$
begin
    if exists (
        select from spotchecks_drawn d join spotchecks_sample s on s.id = d.sample_id
        where d.id = new.drawn_id and new.by_id = any(s.barred)
    ) then
        raise exception 'person % would check their own work', new.by_id
            using errcode = 'check_violation', constraint = 'spotchecks_attempt_not_barred';
    end if;
    return new;
end
$$;
create trigger spotchecks_attempt_not_barred before insert on spotchecks_attempt
for each row execute function spotchecks_attempt_not_barred();
"""
BACKWARD = """
drop trigger spotchecks_only_grows on spotchecks_sample;
drop trigger spotchecks_only_grows on spotchecks_question;
drop trigger spotchecks_only_grows on spotchecks_drawn;
drop trigger spotchecks_only_grows on spotchecks_attempt;
drop trigger spotchecks_only_grows on spotchecks_answer;
drop trigger spotchecks_drawn_by_seed on spotchecks_drawn;
drop trigger spotchecks_question_first on spotchecks_question;
drop trigger spotchecks_attempt_not_barred on spotchecks_attempt;
drop function spotchecks_refuses();
drop function spotchecks_drawn_by_seed();
drop function spotchecks_question_first();
drop function spotchecks_attempt_not_barred();
"""


class Migration(migrations.Migration):
    dependencies = [("spotchecks", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
