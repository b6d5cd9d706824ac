"""Paths move only by their steps, along their arrows; steps, checks and closed months stay.

* A step moves its path: the arrows are those of `rules.path.ARROWS`; a test compares them. The
  path's row is locked meanwhile, so of two who decide at once the second finds it moved on.
* Nobody decides on a path that they wrote down; after an appeal not who refused it.
* Admitted only with a check by the same person since the application; trained only with a class,
  certified only with a diploma; practised only with a practice sale passed since then.
* Whose path it is, who began it and what was checked stays; so does a month that is closed.
"""

from django.db import migrations

FORWARD = """
create function hosts_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what happened stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'hosts_only_grows';
end
$$;
create trigger hosts_only_grows before update or delete on hosts_step
for each statement execute function hosts_refuses();
create trigger hosts_only_grows before update or delete on hosts_check
for each statement execute function hosts_refuses();
create trigger hosts_only_grows before update or delete on hosts_practicesale
for each statement execute function hosts_refuses();
create trigger hosts_only_grows before delete on hosts_path
for each statement execute function hosts_refuses();

create function hosts_arrow(state text, what text) returns text language sql immutable as $$
select case
    when (state, what) = ('applied', 'admit') then 'admitted'
    when (state, what) = ('applied', 'refuse') then 'refused'
    when (state, what) = ('refused', 'again') then 'applied'
    when (state, what) = ('refused', 'appeal') then 'applied'
    when (state, what) = ('admitted', 'train') then 'trained'
    when (state, what) = ('trained', 'practise') then 'practised'
    when (state, what) = ('practised', 'certify') then 'certified'
    when (state, what) = ('certified', 'suspend') then 'suspended'
    when (state, what) = ('suspended', 'resume') then 'certified'
    when what = 'leave' and state <> 'left' then 'left'
end
$$;

create function hosts_step_moves() returns trigger language plpgsql as $$
declare
    path record;
    last record;
    leads_to text;
begin
    select * into path from hosts_path where id = new.path_id for no key update;
    select number, what into last from hosts_step where path_id = new.path_id
    order by number desc limit 1;
    if new.number <> coalesce(last.number, 0) + 1 then
        raise exception 'step % of path % is out of turn', new.number, new.path_id
            using errcode = 'check_violation', constraint = 'hosts_step_in_turn';
    end if;
    if last.number is null and new.what = 'apply' and path.state = 'applied' then
        return new;
    end if;
    leads_to := hosts_arrow(path.state, new.what);
    if last.number is null or leads_to is null then
        raise exception 'path % is %: no step %', new.path_id, path.state, new.what
            using errcode = 'check_violation', constraint = 'hosts_step_arrow';
    end if;
    if new.what in ('admit', 'refuse') and (new.by_id = path.made_by_id
        or (last.what = 'appeal' and exists (select from hosts_step s
            where s.path_id = new.path_id and s.what = 'refuse' and s.by_id = new.by_id)))
    then
        raise exception 'person % may not decide on path %', new.by_id, new.path_id
            using errcode = 'check_violation', constraint = 'hosts_step_not_own';
    end if;
    if (new.what = 'admit' and not exists (select from hosts_check c
            where c.path_id = new.path_id and c.by_id = new.by_id and c.at >= path.since))
        or (new.what = 'practise' and not exists (select from hosts_practicesale p
            where p.path_id = new.path_id and p.is_passed and p.at >= (select max(s.at)
                from hosts_step s where s.path_id = new.path_id and s.what = 'admit')))
        or (new.what = 'train' and path.cohort_id is null)
        or (new.what = 'certify' and path.diploma_id is null)
    then
        raise exception 'path % lacks what step % needs', new.path_id, new.what
            using errcode = 'check_violation', constraint = 'hosts_step_grounded';
    end if;
    update hosts_path set state = leads_to, since = new.at where id = new.path_id;
    return new;
end
$$;
create trigger hosts_step_moves before insert on hosts_step
for each row execute function hosts_step_moves();

create function hosts_path_stays() returns trigger language plpgsql as $$
begin
    if pg_trigger_depth() = 1 and (old.state, old.since) is distinct from (new.state, new.since)
    then
        raise exception 'path % moves by its steps only', old.id
            using errcode = 'check_violation', constraint = 'hosts_path_by_steps';
    end if;
    if (old.member_id, old.made_by_id, old.made_at, old.key) is distinct from
        (new.member_id, new.made_by_id, new.made_at, new.key)
        or (old.diploma_id is not null and old.diploma_id is distinct from new.diploma_id)
        or (old.cohort_id is not null and old.cohort_id is distinct from new.cohort_id)
    then
        raise exception 'path % stays whose it is', old.id
            using errcode = 'check_violation', constraint = 'hosts_path_stays';
    end if;
    return new;
end
$$;
create trigger hosts_path_stays before update on hosts_path
for each row execute function hosts_path_stays();

create function hosts_path_starts() returns trigger language plpgsql as $$
begin
    raise exception 'a path starts as applied, not %', new.state
        using errcode = 'check_violation', constraint = 'hosts_step_arrow';
end
$$;
create trigger hosts_path_starts before insert on hosts_path
for each row when (new.state <> 'applied') execute function hosts_path_starts();

create function hosts_month_stays() returns trigger language plpgsql as $$
begin
    raise exception 'month % of path % is closed', old.month, old.path_id
        using errcode = 'check_violation', constraint = 'hosts_month_stays';
end
$$;
create trigger hosts_month_stays before update or delete on hosts_month
for each row when (old.closed_at is not null) execute function hosts_month_stays();
"""
BACKWARD = """
drop trigger hosts_only_grows on hosts_step;
drop trigger hosts_only_grows on hosts_check;
drop trigger hosts_only_grows on hosts_practicesale;
drop trigger hosts_only_grows on hosts_path;
drop trigger hosts_step_moves on hosts_step;
drop trigger hosts_path_stays on hosts_path;
drop trigger hosts_path_starts on hosts_path;
drop trigger hosts_month_stays on hosts_month;
drop function hosts_refuses();
drop function hosts_step_moves();
drop function hosts_arrow(text, text);
drop function hosts_path_stays();
drop function hosts_path_starts();
drop function hosts_month_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("hosts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
