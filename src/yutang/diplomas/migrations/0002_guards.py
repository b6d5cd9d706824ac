"""What was issued, signed and revoked stays; a diploma is revoked by two, along its arrows.

* Diplomas, signatures and keys are only added; of a key only its end is written, once.
* A revocation goes from asked to confirmed or dropped, and stays; never by its holder's account.
* A serial only grows by one.
"""

from django.db import migrations

FORWARD = """
create function diplomas_refuses() returns trigger language plpgsql as $$
begin
    raise exception '% of % is refused: what was issued stays', lower(tg_op), tg_table_name
        using errcode = 'check_violation', constraint = 'diplomas_only_grows';
end
$$;
create trigger diplomas_only_grows before update or delete on diplomas_diploma
for each statement execute function diplomas_refuses();
create trigger diplomas_only_grows before update or delete on diplomas_signature
for each statement execute function diplomas_refuses();
create trigger diplomas_only_grows before delete on diplomas_revocation
for each statement execute function diplomas_refuses();
create trigger diplomas_only_grows before delete on diplomas_signingkey
for each statement execute function diplomas_refuses();
create trigger diplomas_only_grows before delete on diplomas_serial
for each statement execute function diplomas_refuses();

create function diplomas_key_ends() returns trigger language plpgsql as $$
begin
    if (old.kid, old.public, old.made_at) is distinct from (new.kid, new.public, new.made_at)
        or old.retired_at is not null and new.retired_at is distinct from old.retired_at
        or old.distrusted_at is not null and new.distrusted_at is distinct from old.distrusted_at
    then
        raise exception 'key % stays what it is', old.kid
            using errcode = 'check_violation', constraint = 'diplomas_key_ends';
    end if;
    return new;
end
$$;
create trigger diplomas_key_ends before update on diplomas_signingkey
for each row execute function diplomas_key_ends();

create function diplomas_revocation_moves() returns trigger language plpgsql as $$
begin
    if old.state <> 'asked' or new.state = 'asked'
        or (old.diploma_id, old.reason, old.holder_sealed, old.asked_at, old.asked_by_id)
            is distinct from
            (new.diploma_id, new.reason, new.holder_sealed, new.asked_at, new.asked_by_id)
    then
        raise exception 'revocation % is decided and stays', old.id
            using errcode = 'check_violation', constraint = 'diplomas_revocation_arrow';
    end if;
    return new;
end
$$;
create trigger diplomas_revocation_moves before update on diplomas_revocation
for each row execute function diplomas_revocation_moves();

create function diplomas_serial_grows() returns trigger language plpgsql as $$
begin
    if (old.place_code, old.year) is distinct from (new.place_code, new.year)
        or new.last <> old.last + 1
    then
        raise exception 'serial of % in % grows by one', old.place_code, old.year
            using errcode = 'check_violation', constraint = 'diplomas_serial_grows';
    end if;
    return new;
end
$$;
create trigger diplomas_serial_grows before update on diplomas_serial
for each row execute function diplomas_serial_grows();
"""
BACKWARD = """
drop trigger diplomas_only_grows on diplomas_diploma;
drop trigger diplomas_only_grows on diplomas_signature;
drop trigger diplomas_only_grows on diplomas_revocation;
drop trigger diplomas_only_grows on diplomas_signingkey;
drop trigger diplomas_only_grows on diplomas_serial;
drop trigger diplomas_key_ends on diplomas_signingkey;
drop trigger diplomas_revocation_moves on diplomas_revocation;
drop trigger diplomas_serial_grows on diplomas_serial;
drop function diplomas_refuses();
drop function diplomas_key_ends();
drop function diplomas_revocation_moves();
drop function diplomas_serial_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("diplomas", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
