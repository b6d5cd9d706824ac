"""What was agreed to stays; a row goes into another only where two different persons said so."""

from django.db import migrations

FORWARD = """
create function roster_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was agreed to and opened stays', lower(tg_op),
        tg_table_name using errcode = 'check_violation', constraint = 'roster_only_grows';
end
$$;
create trigger roster_only_grows before delete on roster_member
for each statement execute function roster_refuses();
create trigger roster_only_grows before delete on roster_consent
for each statement execute function roster_refuses();
create trigger roster_only_grows before delete on roster_double
for each statement execute function roster_refuses();

create function roster_consent_stays() returns trigger language plpgsql as $$
begin
    if (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by_id')
        <> (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by_id')
        or old.withdrawn_at is not null
    then
        raise exception 'consent % stays as it was given; it can only be withdrawn, once', old.id
            using errcode = 'check_violation', constraint = 'roster_consent_stays';
    end if;
    return new;
end
$$;
create trigger roster_consent_stays before update on roster_consent
for each row execute function roster_consent_stays();

create function roster_member_merges() returns trigger language plpgsql as $$
begin
    if new.merged_into_id is not null and not exists (
        select from roster_double d
        where d.other_id = new.id and d.kept_id = new.merged_into_id and d.state = 'confirmed'
            and d.decided_by_id <> d.proposed_by_id
    ) then
        raise exception 'person % may not go into %: two persons have to say so', new.id,
            new.merged_into_id
            using errcode = 'check_violation', constraint = 'roster_merged_by_two';
    end if;
    if new.merged_into_id is null and exists (
        select from roster_double d where d.other_id = new.id and d.state = 'confirmed'
    ) then
        raise exception 'person % was merged; part the two first', new.id
            using errcode = 'check_violation', constraint = 'roster_merged_by_two';
    end if;
    return new;
end
$$;
create trigger roster_member_merges before update of merged_into_id on roster_member
for each row when (old.merged_into_id is distinct from new.merged_into_id)
execute function roster_member_merges();
create trigger roster_member_starts_alone before insert on roster_member
for each row when (new.merged_into_id is not null)
execute function roster_member_merges();
"""
BACK = """
drop trigger roster_member_starts_alone on roster_member;
drop trigger roster_member_merges on roster_member;
drop function roster_member_merges();
drop trigger roster_consent_stays on roster_consent;
drop function roster_consent_stays();
drop trigger roster_only_grows on roster_double;
drop trigger roster_only_grows on roster_consent;
drop trigger roster_only_grows on roster_member;
drop function roster_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [("roster", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
