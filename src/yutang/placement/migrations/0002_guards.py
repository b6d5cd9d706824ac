"""Offers and applications move only along their arrows; what was said stays.

* The arrows are those of `rules.offers` and `rules.applying`; a test compares them.
* While an offer is on the board its terms stay; it is put there only by somebody who did not make
  it. That nobody is taken beyond the number wanted is a check of its row.
* Steps and follow-ups are only added; a placement's beginning stays, only its end is told later.
"""

from django.db import migrations

FORWARD = """
create function placement_only_grows() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was said stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'placement_only_grows';
end
$$;
create trigger placement_only_grows before update or delete on placement_offerstep
for each statement execute function placement_only_grows();
create trigger placement_only_grows before update or delete on placement_applicationstep
for each statement execute function placement_only_grows();
create trigger placement_only_grows before update or delete on placement_followup
for each statement execute function placement_only_grows();

create function placement_offer_moves() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in (
        ('draft', 'check'), ('draft', 'closed'), ('check', 'public'), ('check', 'returned'),
        ('check', 'draft'), ('returned', 'check'), ('returned', 'closed'), ('public', 'draft'),
        ('public', 'closed')
    ) then
        raise exception 'offer % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'placement_offer_arrow';
    end if;
    if old.state not in ('draft', 'returned')
        and to_jsonb(old) - 'state' - 'since' - 'hired' <> to_jsonb(new) - 'state' - 'since' - 'hired'
    then
        raise exception 'the terms of offer % stay while it is checked or on the board', old.id
            using errcode = 'check_violation', constraint = 'placement_offer_terms_stay';
    end if;
    return new;
end
$$;
create trigger placement_offer_moves before update on placement_offer
for each row execute function placement_offer_moves();

create function placement_step_not_own() returns trigger language plpgsql as $$
begin
    if new.state = 'public' and exists (
        select from placement_offer o where o.id = new.offer_id and o.made_by_id = new.by_id
    ) then
        raise exception 'person % would check their own offer', new.by_id
            using errcode = 'check_violation', constraint = 'placement_not_own';
    end if;
    return new;
end
$$;
create trigger placement_step_not_own before insert on placement_offerstep
for each row execute function placement_step_not_own();

create function placement_application_moves() returns trigger language plpgsql as $$
begin
    if old.state <> new.state and (old.state, new.state) not in (
        ('applied', 'invited'), ('applied', 'refused'), ('applied', 'hired'),
        ('applied', 'withdrawn'), ('invited', 'refused'), ('invited', 'hired'),
        ('invited', 'withdrawn')
    ) then
        raise exception 'application % cannot go from % to %', old.id, old.state, new.state
            using errcode = 'check_violation', constraint = 'placement_application_arrow';
    end if;
    if to_jsonb(old) - 'state' - 'since' <> to_jsonb(new) - 'state' - 'since' then
        raise exception 'application % stays as it was sent', old.id
            using errcode = 'check_violation', constraint = 'placement_application_stays';
    end if;
    return new;
end
$$;
create trigger placement_application_moves before update on placement_application
for each row execute function placement_application_moves();

create function placement_placement_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ended_on is not null
        or to_jsonb(old) - 'ended_on' - 'ended_why' <> to_jsonb(new) - 'ended_on' - 'ended_why'
    then
        raise exception 'placement % stays as it was told', old.id
            using errcode = 'check_violation', constraint = 'placement_placement_stays';
    end if;
    return new;
end
$$;
create trigger placement_placement_stays before update or delete on placement_placement
for each row execute function placement_placement_stays();
"""
BACKWARD = """
drop function placement_only_grows() cascade;
drop function placement_offer_moves() cascade;
drop function placement_step_not_own() cascade;
drop function placement_application_moves() cascade;
drop function placement_placement_stays() cascade;
"""


class Migration(migrations.Migration):
    dependencies = [("placement", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
