"""Applications and honours move only along their arrows; what was handed in and decided stays.

* The arrows are those of `rules.steps` and `rules.life`; a test compares them.
* Nothing is ready to be awarded before its notice has ended, nor with an objection open, nor
  awarded before it is ready; a level decides only while the application is with it, on the newest
  version, and never whoever began the application, handed it in or added its papers.
* What was handed in, decided, and done with an honour is only added. An honour's number stays.
"""

from django.db import migrations

FORWARD = """
create function honours_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was handed in and decided stays', lower(tg_op),
        tg_table_name using errcode = 'check_violation', constraint = 'honours_only_grows';
end
$$;
create trigger honours_only_grows before update or delete on honours_submission
for each statement execute function honours_refuses();
create trigger honours_only_grows before update or delete on honours_submission_papers
for each statement execute function honours_refuses();
create trigger honours_only_grows before update or delete on honours_decision
for each statement execute function honours_refuses();
create trigger honours_only_grows before update or delete on honours_change
for each statement execute function honours_refuses();
create trigger honours_only_grows before delete on honours_honour
for each statement execute function honours_refuses();
create trigger honours_only_grows before delete on honours_objection
for each statement execute function honours_refuses();

create function honours_application_moves() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('draft', 'county'), ('draft', 'city'), ('draft', 'dropped'),
        ('county', 'city'), ('county', 'notice'), ('county', 'returned'), ('county', 'refused'),
        ('county', 'dropped'),
        ('city', 'province'), ('city', 'notice'), ('city', 'returned'), ('city', 'refused'),
        ('city', 'dropped'),
        ('province', 'notice'), ('province', 'returned'), ('province', 'refused'),
        ('province', 'dropped'),
        ('returned', 'county'), ('returned', 'city'), ('returned', 'dropped'),
        ('notice', 'ready'), ('notice', 'refused'), ('notice', 'dropped'),
        ('ready', 'awarded'), ('ready', 'refused'), ('ready', 'dropped')
    ) then
        raise exception 'application % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'honours_application_arrow';
    end if;
    if new.state in ('ready', 'awarded') and (
        exists (select from honours_objection o
            where o.application_id = new.id and o.finding <> 'dismissed')
        or not exists (select from honours_notice n
            where n.application_id = new.id and n.ended_at is not null
                and (n.ended_at at time zone 'Asia/Shanghai')::date > n.until)
    ) then
        raise exception 'application % is not ready: its notice runs or an objection stands',
            old.id using errcode = 'check_violation', constraint = 'honours_application_noticed';
    end if;
    return new;
end
$$;
create trigger honours_application_moves before update of state on honours_application
for each row when (old.state is distinct from new.state)
execute function honours_application_moves();

create function honours_application_starts() returns trigger language plpgsql as $$
begin
    raise exception 'an application starts as a draft, not %', new.state
        using errcode = 'check_violation', constraint = 'honours_application_arrow';
end
$$;
create trigger honours_application_starts before insert on honours_application
for each row when (new.state <> 'draft') execute function honours_application_starts();

create function honours_decision_fits() returns trigger language plpgsql as $$
declare
    asked record;
begin
    select a.id, a.state, a.made_by_id, s.number,
        (select max(number) from honours_submission where application_id = a.id) as newest
    into asked from honours_submission s join honours_application a on a.id = s.application_id
    where s.id = new.submission_id;
    if asked.state <> new.level or asked.number <> asked.newest then
        raise exception 'application % is not with the %', asked.id, new.level
            using errcode = 'check_violation', constraint = 'honours_decision_in_turn';
    end if;
    if new.by_id = asked.made_by_id
        or exists (select from honours_submission s
            where s.application_id = asked.id and s.by_id = new.by_id)
        or exists (select from honours_paper p
            where p.application_id = asked.id and p.added_by_id = new.by_id)
    then
        raise exception 'person % would decide their own application %', new.by_id, asked.id
            using errcode = 'check_violation', constraint = 'honours_decision_not_own';
    end if;
    return new;
end
$$;
create trigger honours_decision_fits before insert on honours_decision
for each row execute function honours_decision_fits();

create function honours_honour_moves() returns trigger language plpgsql as $$
begin
    if (old.number, old.kind, old.year, old.serial, old.application_id, old.place_code,
        old.name, old.awarded_on) is distinct from
        (new.number, new.kind, new.year, new.serial, new.application_id, new.place_code,
        new.name, new.awarded_on) then
        raise exception 'honour % stays what it is', old.number
            using errcode = 'check_violation', constraint = 'honours_honour_stays';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
        ('valid', 'warned'), ('valid', 'withdrawn'), ('valid', 'expired'),
        ('warned', 'valid'), ('warned', 'withdrawn'), ('warned', 'expired')
    ) then
        raise exception 'honour % cannot go from % to %', old.number, old.state, new.state
            using errcode = 'check_violation', constraint = 'honours_honour_arrow';
    end if;
    return new;
end
$$;
create trigger honours_honour_moves before update on honours_honour
for each row execute function honours_honour_moves();

create function honours_honour_is_ready() returns trigger language plpgsql as $$
begin
    perform from honours_application where id = new.application_id and state = 'ready';
    if not found then
        raise exception 'application % is not ready to be awarded', new.application_id
            using errcode = 'check_violation', constraint = 'honours_honour_is_ready';
    end if;
    return new;
end
$$;
create trigger honours_honour_is_ready before insert on honours_honour
for each row execute function honours_honour_is_ready();
"""
BACKWARD = """
drop trigger honours_only_grows on honours_submission;
drop trigger honours_only_grows on honours_submission_papers;
drop trigger honours_only_grows on honours_decision;
drop trigger honours_only_grows on honours_change;
drop trigger honours_only_grows on honours_honour;
drop trigger honours_only_grows on honours_objection;
drop trigger honours_application_moves on honours_application;
drop trigger honours_application_starts on honours_application;
drop trigger honours_decision_fits on honours_decision;
drop trigger honours_honour_moves on honours_honour;
drop trigger honours_honour_is_ready on honours_honour;
drop function honours_refuses();
drop function honours_application_moves();
drop function honours_application_starts();
drop function honours_decision_fits();
drop function honours_honour_moves();
drop function honours_honour_is_ready();
"""


class Migration(migrations.Migration):
    dependencies = [("honours", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
