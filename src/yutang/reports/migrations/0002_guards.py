"""What was handed in, frozen and decided stays; a version moves only along its arrows.

* The arrows are those of `rules.steps.ARROWS`; a test compares them. Each needs the row that is its
  reason: what was handed in with its values, or the decision of the level whose turn it is.
* A version begins as a draft, the next after a locked one; its number and reason stay.
* Values are frozen only while nobody has looked: before the version is handed in.
* A declaration is withdrawn once, and stays.
* Nobody decides on what they handed in, nor at two levels of one card.
"""

from django.db import migrations

FORWARD = """
create function reports_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was handed in and decided stays', lower(tg_op),
        tg_table_name using errcode = 'check_violation', constraint = 'reports_only_grows';
end
$$;
create trigger reports_only_grows before update or delete on reports_card
for each statement execute function reports_refuses();
create trigger reports_only_grows before delete on reports_cardversion
for each statement execute function reports_refuses();
create trigger reports_only_grows before update or delete on reports_submission
for each statement execute function reports_refuses();
create trigger reports_only_grows before update or delete on reports_frozenvalue
for each statement execute function reports_refuses();
create trigger reports_only_grows before update or delete on reports_decision
for each statement execute function reports_refuses();
create trigger reports_only_grows before delete on reports_declaration
for each statement execute function reports_refuses();

create function reports_declaration_ends() returns trigger language plpgsql as $$
begin
    if old.withdrawn_at is not null
        or (old.id, old.place_code, old.kind, old.year, old.at, old.by_id) is distinct from
            (new.id, new.place_code, new.kind, new.year, new.at, new.by_id)
    then
        raise exception 'declaration % stays what it is', old.id
            using errcode = 'check_violation', constraint = 'reports_declaration_stays';
    end if;
    return new;
end
$$;
create trigger reports_declaration_ends before update on reports_declaration
for each row execute function reports_declaration_ends();

create function reports_version_begins() returns trigger language plpgsql as $$
begin
    if new.state <> 'draft' or new.number is distinct from (
        select coalesce(max(number), 0) + 1 from reports_cardversion where card_id = new.card_id
    ) then
        raise exception 'version % of card % does not begin so', new.number, new.card_id
            using errcode = 'check_violation', constraint = 'reports_version_begins';
    end if;
    return new;
end
$$;
create trigger reports_version_begins before insert on reports_cardversion
for each row execute function reports_version_begins();

create function reports_version_moves() returns trigger language plpgsql as $$
declare
    newest bigint;
    code text;
begin
    if (old.id, old.card_id, old.number, old.reason, old.made_at, old.made_by_id) is distinct from
        (new.id, new.card_id, new.number, new.reason, new.made_at, new.made_by_id)
    then
        raise exception 'version % stays what it is', old.id
            using errcode = 'check_violation', constraint = 'reports_version_stays';
    end if;
    if old.state = new.state then
        return new;
    end if;
    select place_code into code from reports_card where id = new.card_id;
    if (old.state, new.state) not in (
        ('draft', 'submitted'), ('submitted', 'city'), ('submitted', 'locked'),
        ('submitted', 'returned'), ('city', 'locked'), ('city', 'returned'),
        ('returned', 'submitted')
    ) or (old.state, new.state) = ('submitted', 'locked') and length(code) > 2
    or (old.state, new.state) = ('submitted', 'city') and length(code) = 2
    then
        raise exception 'version % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'reports_version_arrow';
    end if;
    select id into newest from reports_submission where version_id = new.id
    order by number desc limit 1;
    if not (case
        when new.state = 'submitted' then
            exists (select from reports_frozenvalue where submission_id = newest)
            and not exists (select from reports_decision where submission_id = newest)
        when new.state = 'returned' then exists (
            select from reports_decision where submission_id = newest and outcome = 'return')
        else exists (
            select from reports_decision where submission_id = newest and outcome = 'pass'
                and level = case new.state when 'city' then 'city' else 'province' end)
    end) then
        raise exception 'version % has nothing on which to go from % to %', old.id, old.state,
            new.state using errcode = 'check_violation', constraint = 'reports_version_because';
    end if;
    return new;
end
$$;
create trigger reports_version_moves before update on reports_cardversion
for each row execute function reports_version_moves();

create function reports_submission_fits() returns trigger language plpgsql as $$
begin
    if not exists (
        select from reports_cardversion v where v.id = new.version_id
            and v.state in ('draft', 'returned')
    ) or new.number is distinct from (
        select coalesce(max(number), 0) + 1 from reports_submission
        where version_id = new.version_id
    ) then
        raise exception 'version % is not to be handed in now', new.version_id
            using errcode = 'check_violation', constraint = 'reports_submission_in_turn';
    end if;
    return new;
end
$$;
create trigger reports_submission_fits before insert on reports_submission
for each row execute function reports_submission_fits();

create function reports_value_fits() returns trigger language plpgsql as $$
begin
    if exists (
        select from frozen f join reports_submission s on s.id = f.submission_id
        join reports_cardversion v on v.id = s.version_id
        where v.state not in ('draft', 'returned')
            or exists (select from reports_decision d where d.submission_id = s.id)
    ) then
        raise exception 'values are frozen when a card is handed in, not afterwards'
            using errcode = 'check_violation', constraint = 'reports_value_in_time';
    end if;
    return null;
end
$$;
create trigger reports_value_fits after insert on reports_frozenvalue
referencing new table as frozen
for each statement execute function reports_value_fits();

create function reports_decision_fits() returns trigger language plpgsql as $$
declare
    asked record;
begin
    select v.id, v.state, v.made_by_id, s.number, s.by_id, length(c.place_code) as digits,
        (select max(number) from reports_submission where version_id = v.id) as newest
    into asked from reports_submission s join reports_cardversion v on v.id = s.version_id
    join reports_card c on c.id = v.card_id where s.id = new.submission_id;
    if asked.number <> asked.newest or new.level is distinct from (case
        when asked.state = 'submitted' and asked.digits > 2 then 'city'
        when asked.state in ('submitted', 'city') then 'province'
    end) then
        raise exception 'version % is not with the %', asked.id, new.level
            using errcode = 'check_violation', constraint = 'reports_decision_in_turn';
    end if;
    if new.by_id in (asked.by_id, asked.made_by_id) or exists (
        select from reports_decision d where d.submission_id = new.submission_id
            and d.by_id = new.by_id
    ) then
        raise exception 'person % would decide twice on version %', new.by_id, asked.id
            using errcode = 'check_violation', constraint = 'reports_decision_not_own';
    end if;
    return new;
end
$$;
create trigger reports_decision_fits before insert on reports_decision
for each row execute function reports_decision_fits();
"""
BACKWARD = """
drop trigger reports_only_grows on reports_card;
drop trigger reports_only_grows on reports_cardversion;
drop trigger reports_only_grows on reports_submission;
drop trigger reports_only_grows on reports_frozenvalue;
drop trigger reports_only_grows on reports_decision;
drop trigger reports_only_grows on reports_declaration;
drop trigger reports_declaration_ends on reports_declaration;
drop trigger reports_version_begins on reports_cardversion;
drop trigger reports_version_moves on reports_cardversion;
drop trigger reports_submission_fits on reports_submission;
drop trigger reports_value_fits on reports_frozenvalue;
drop trigger reports_decision_fits on reports_decision;
drop function reports_refuses();
drop function reports_declaration_ends();
drop function reports_version_begins();
drop function reports_version_moves();
drop function reports_submission_fits();
drop function reports_value_fits();
drop function reports_decision_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
