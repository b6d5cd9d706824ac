"""Cases move along their arrows, stages and the public ledger are only added to.

* The arrows are those of `rules.life`; a test compares them. Whose case it is and who filed it
  stays.
* Who filed a case gives no word in it; who gave one does not approve it; an appeal is heard by
  somebody new to it.
* An entry of the public ledger follows the last one without a gap, and its hash is that of its
  body. Nothing of it changes.
"""

from django.db import migrations

FORWARD = """
create function indemnity_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was said and told stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'indemnity_only_grows';
end
$$;
create trigger indemnity_only_grows before update or delete on indemnity_stage
for each statement execute function indemnity_refuses();
create trigger indemnity_only_grows before update or delete on indemnity_paper
for each statement execute function indemnity_refuses();
create trigger indemnity_only_grows before update or delete on indemnity_publicentry
for each statement execute function indemnity_refuses();
create trigger indemnity_only_grows before update or delete on indemnity_counted
for each statement execute function indemnity_refuses();
create trigger indemnity_only_grows before delete on indemnity_case
for each statement execute function indemnity_refuses();

create function indemnity_case_moves() returns trigger language plpgsql as $$
begin
    if (old.key, old.member_id, old.enrolment_id, old.policy_id, old.programme_id, old.place_code,
        old.made_by_id, old.filed_at) is distinct from
        (new.key, new.member_id, new.enrolment_id, new.policy_id, new.programme_id, new.place_code,
        new.made_by_id, new.filed_at) then
        raise exception 'case % stays whose it is', old.id
            using errcode = 'check_violation', constraint = 'indemnity_case_stays';
    end if;
    if old.state <> new.state and (old.state, new.state) not in (
        ('filed', 'agreed'), ('filed', 'differ'), ('filed', 'returned'),
        ('returned', 'filed'), ('returned', 'dropped'),
        ('differ', 'agreed'), ('differ', 'returned'),
        ('agreed', 'approved'), ('agreed', 'refused'), ('agreed', 'returned'),
        ('approved', 'paid'), ('paid', 'approved'),
        ('refused', 'appealed'), ('appealed', 'agreed'), ('appealed', 'closed')
    ) then
        raise exception 'case % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'indemnity_case_arrow';
    end if;
    if old.state in ('approved', 'paid') and new.approved_fen is distinct from old.approved_fen then
        raise exception 'case % was approved with %', old.id, old.approved_fen
            using errcode = 'check_violation', constraint = 'indemnity_case_stays';
    end if;
    return new;
end
$$;
create trigger indemnity_case_moves before update on indemnity_case
for each row execute function indemnity_case_moves();

create function indemnity_case_starts() returns trigger language plpgsql as $$
begin
    raise exception 'a case starts as filed, not %', new.state
        using errcode = 'check_violation', constraint = 'indemnity_case_arrow';
end
$$;
create trigger indemnity_case_starts before insert on indemnity_case
for each row when (new.state <> 'filed') execute function indemnity_case_starts();

create function indemnity_stage_fits() returns trigger language plpgsql as $$
declare
    filer bigint;
begin
    select made_by_id into filer from indemnity_case where id = new.case_id;
    if new.by_id is null or new.by_id = filer
        or (new.name in ('approved', 'refused') and exists (
            select from indemnity_stage s where s.case_id = new.case_id and s.by_id = new.by_id
                and s.name in ('assessed', 'reconciled', 'decided')))
        or (new.name = 'decided' and exists (
            select from indemnity_stage s where s.case_id = new.case_id and s.by_id = new.by_id))
    then
        raise exception 'person % may not have this word in case %', new.by_id, new.case_id
            using errcode = 'check_violation', constraint = 'indemnity_stage_independent';
    end if;
    return new;
end
$$;
create trigger indemnity_stage_fits before insert on indemnity_stage
for each row when (new.name in ('assessed', 'reconciled', 'approved', 'refused', 'decided'))
execute function indemnity_stage_fits();

create function indemnity_entry_follows() returns trigger language plpgsql as $$
declare
    last record;
begin
    select number, hash into last from indemnity_publicentry order by number desc limit 1;
    if new.number <> coalesce(last.number, 0) + 1
        or new.previous <> coalesce(last.hash, repeat('0', 64))
        or new.hash <> encode(sha256(convert_to(new.body, 'UTF8')), 'hex')
    then
        raise exception 'entry % does not follow the last one', new.number
            using errcode = 'check_violation', constraint = 'indemnity_entry_follows';
    end if;
    return new;
end
$$;
create trigger indemnity_entry_follows before insert on indemnity_publicentry
for each row execute function indemnity_entry_follows();
"""
BACKWARD = """
drop trigger indemnity_only_grows on indemnity_stage;
drop trigger indemnity_only_grows on indemnity_paper;
drop trigger indemnity_only_grows on indemnity_publicentry;
drop trigger indemnity_only_grows on indemnity_counted;
drop trigger indemnity_only_grows on indemnity_case;
drop trigger indemnity_case_moves on indemnity_case;
drop trigger indemnity_case_starts on indemnity_case;
drop trigger indemnity_stage_fits on indemnity_stage;
drop trigger indemnity_entry_follows on indemnity_publicentry;
drop function indemnity_refuses();
drop function indemnity_case_moves();
drop function indemnity_case_starts();
drop function indemnity_stage_fits();
drop function indemnity_entry_follows();
"""


class Migration(migrations.Migration):
    dependencies = [("indemnity", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
