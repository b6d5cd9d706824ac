"""A plan's state moves only along its arrows, the same as in `rules.plans.ARROWS`."""

from django.db import migrations

FORWARD = """
create function specialities_plan_moves() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
        ('draft', 'proposed'), ('proposed', 'draft'), ('proposed', 'agreed'),
        ('agreed', 'running'), ('agreed', 'draft'), ('running', 'closed'), ('draft', 'closed')
    ) then
        raise exception 'a plan cannot go from % to %', old.state, new.state
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger specialities_plan_moves before update of state on specialities_plan
    for each row when (old.state is distinct from new.state)
    execute function specialities_plan_moves();
"""
BACKWARD = """
drop trigger specialities_plan_moves on specialities_plan;
drop function specialities_plan_moves();
"""


class Migration(migrations.Migration):
    dependencies = [("specialities", "0001_tables")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
