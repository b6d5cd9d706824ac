"""What was planted, looked at, worked and paid stays, and each step takes its arrow.

* Outlines, survival checks and their squares are only added; a check's sums are those of its squares.
* A planting keeps its words; it goes from noted to confirmed or refused, once. What is newly planted
  on a plot, and not refused, is never more than the area that its village states.
* Who planted, or noted it, does not look whether it is alive.
* A wage sheet goes from made to agreed or refused, once. A work day in an agreed sheet stays as it
  is; one in a sheet that waits changes with that sheet only; sheets take days of their programme.
"""

from django.db import migrations

FORWARD = """
create function ecology_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was seen stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'ecology_only_grows';
end
$$;
create trigger ecology_only_grows before update or delete on ecology_outline
for each statement execute function ecology_refuses();
create trigger ecology_only_grows before update or delete on ecology_survey
for each statement execute function ecology_refuses();
create trigger ecology_only_grows before update or delete on ecology_quadrat
for each statement execute function ecology_refuses();
create trigger ecology_only_grows before delete on ecology_planting
for each statement execute function ecology_refuses();
create trigger ecology_only_grows before delete on ecology_wagesheet
for each statement execute function ecology_refuses();

create function ecology_planting_moves() returns trigger language plpgsql as $$
begin
    if old.state <> 'noted' or new.state = 'noted'
        or (old.plot_id, old.key, old.kind, old."on", old.species, old.mu, old.trees, old.photo,
            old.time_says, old.place_says, old.metres, old.noted_by_id)
            is distinct from
            (new.plot_id, new.key, new.kind, new."on", new.species, new.mu, new.trees, new.photo,
            new.time_says, new.place_says, new.metres, new.noted_by_id)
    then
        raise exception 'planting % stays what it is', old.id
            using errcode = 'check_violation', constraint = 'ecology_planting_arrow';
    end if;
    return new;
end
$$;
create trigger ecology_planting_moves before update on ecology_planting
for each row execute function ecology_planting_moves();

create function ecology_planting_fits() returns trigger language plpgsql as $$
declare
    stated numeric;
begin
    if new.state <> 'noted' then
        raise exception 'a planting starts as noted, not %', new.state
            using errcode = 'check_violation', constraint = 'ecology_planting_arrow';
    end if;
    select stated_mu into stated from ecology_plot where id = new.plot_id for update;
    if new.kind = 'new' and new.mu + (
        select coalesce(sum(mu), 0) from ecology_planting
        where plot_id = new.plot_id and kind = 'new' and state <> 'refused'
    ) > stated then
        raise exception 'plot % has % mu only', new.plot_id, stated
            using errcode = 'check_violation', constraint = 'ecology_planting_fits';
    end if;
    return new;
end
$$;
create trigger ecology_planting_fits before insert on ecology_planting
for each row execute function ecology_planting_fits();

create function ecology_survey_by_another() returns trigger language plpgsql as $$
begin
    perform from ecology_planting
    where id = new.planting_id and state = 'confirmed' and noted_by_id <> new.by_id
        and "on" <= new."on";
    if not found then
        raise exception 'planting % is not to be looked at by %', new.planting_id, new.by_id
            using errcode = 'check_violation', constraint = 'ecology_survey_by_another';
    end if;
    return new;
end
$$;
create trigger ecology_survey_by_another before insert on ecology_survey
for each row execute function ecology_survey_by_another();

create function ecology_survey_adds_up() returns trigger language plpgsql as $$
begin
    perform from ecology_survey s
    where s.id = new.id and (s.alive, s.dead) = (
        select coalesce(sum(alive), 0), coalesce(sum(dead), 0) from ecology_quadrat
        where survey_id = s.id
    );
    if not found then
        raise exception 'survival check % is not the sum of its squares', new.id
            using errcode = 'check_violation', constraint = 'ecology_survey_adds_up';
    end if;
    return null;
end
$$;
create constraint trigger ecology_survey_adds_up after insert on ecology_survey
deferrable initially deferred for each row execute function ecology_survey_adds_up();

create function ecology_sheet_moves() returns trigger language plpgsql as $$
begin
    if old.state <> 'made' or new.state = 'made'
        or (old.programme_id, old.since, old.until, old.day_fen, old.made_by_id) is distinct from
            (new.programme_id, new.since, new.until, new.day_fen, new.made_by_id)
    then
        raise exception 'wage sheet % stays what it is', old.id
            using errcode = 'check_violation', constraint = 'ecology_sheet_arrow';
    end if;
    return new;
end
$$;
create trigger ecology_sheet_moves before update on ecology_wagesheet
for each row execute function ecology_sheet_moves();

create function ecology_work_day_held() returns trigger language plpgsql as $$
begin
    if old.sheet_id is not null and (tg_op = 'DELETE' or not (
        (old.sheet_id, old.wage_fen, old.member_id, old."on", old.plot_id) is not distinct from
            (new.sheet_id, new.wage_fen, new.member_id, new."on", new.plot_id)
        or new.sheet_id is null and exists (
            select from ecology_wagesheet where id = old.sheet_id and state = 'refused'
        )
    )) then
        raise exception 'work day % is in wage sheet %', old.id, old.sheet_id
            using errcode = 'check_violation', constraint = 'ecology_work_day_held';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
create trigger ecology_work_day_held before update or delete on ecology_workday
for each row execute function ecology_work_day_held();

create function ecology_work_day_fits() returns trigger language plpgsql as $$
begin
    perform from ecology_wagesheet s join ecology_plot p on p.programme_id = s.programme_id
    where s.id = new.sheet_id and p.id = new.plot_id and s.state = 'made'
        and new."on" between s.since and s.until and new.wage_fen = s.day_fen;
    if not found then
        raise exception 'work day % is none of wage sheet %', new.id, new.sheet_id
            using errcode = 'check_violation', constraint = 'ecology_work_day_fits';
    end if;
    return new;
end
$$;
create trigger ecology_work_day_fits before insert or update of sheet_id on ecology_workday
for each row when (new.sheet_id is not null) execute function ecology_work_day_fits();
"""
BACKWARD = """
drop trigger ecology_only_grows on ecology_outline;
drop trigger ecology_only_grows on ecology_survey;
drop trigger ecology_only_grows on ecology_quadrat;
drop trigger ecology_only_grows on ecology_planting;
drop trigger ecology_only_grows on ecology_wagesheet;
drop trigger ecology_planting_moves on ecology_planting;
drop trigger ecology_planting_fits on ecology_planting;
drop trigger ecology_survey_by_another on ecology_survey;
drop trigger ecology_survey_adds_up on ecology_survey;
drop trigger ecology_sheet_moves on ecology_wagesheet;
drop trigger ecology_work_day_held on ecology_workday;
drop trigger ecology_work_day_fits on ecology_workday;
drop function ecology_refuses();
drop function ecology_planting_moves();
drop function ecology_planting_fits();
drop function ecology_survey_by_another();
drop function ecology_survey_adds_up();
drop function ecology_sheet_moves();
drop function ecology_work_day_held();
drop function ecology_work_day_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("ecology", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
