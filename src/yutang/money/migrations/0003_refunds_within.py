"""What a refund takes, its payment has: kept by a trigger, whoever writes the row.

A payment's `refunded_fen` grows with each refund of it and `returned_fen` with each that arrives;
the checks of migrations 0001 and 0002 keep both within what was paid. A stray attempt goes back
whole. What a refund is of, and how much, never changes; what has arrived has arrived.

Payments that went back before there were refunds get theirs.
"""

from django.db import migrations

FORWARD = """
insert into money_refund (
    payment_id, attempt_id, order_id, method, amount_fen, reason, key, number, state, by_id,
    asked_at, done_at, try_at, tries, said, done_by_id
)
select id, null, order_id, method, refunded_fen, 'cancelled', 'cancel:' || order_id,
    'R' || upper(substr(replace(order_id::text, '-', ''), 2)), 'done', null,
    refunded_at, refunded_at, refunded_at, 0, '', null
from money_payment
where refunded_fen > 0;

update money_payment set returned_fen = refunded_fen where refunded_fen > 0;

create function money_refund_taken() returns trigger language plpgsql as $$
declare
    taken bigint := 0;
    arrived bigint := 0;
begin
    if tg_op = 'INSERT' then
        taken := new.amount_fen;
    elsif (new.payment_id, new.attempt_id, new.order_id, new.amount_fen, new.key, new.number)
        is distinct from
        (old.payment_id, old.attempt_id, old.order_id, old.amount_fen, old.key, old.number)
        or (old.state = 'done' and new.state <> 'done')
    then
        raise exception 'refund % cannot change what it is of, nor be taken back', old.id
            using errcode = 'check_violation', constraint = 'money_refund_stays';
    end if;
    if new.state = 'done' and (tg_op = 'INSERT' or old.state <> 'done') then
        arrived := new.amount_fen;
    end if;
    if new.payment_id is null then
        if tg_op = 'INSERT' and not exists (
            select 1 from money_attempt
            where id = new.attempt_id and state = 'stray' and amount_fen = new.amount_fen
        ) then
            raise exception 'refund of attempt % is not of its stray money', new.attempt_id
                using errcode = 'check_violation', constraint = 'money_refund_stray_whole';
        end if;
        return new;
    end if;
    if taken = 0 and arrived = 0 then
        return new;
    end if;
    update money_payment
    set refunded_fen = refunded_fen + taken,
        returned_fen = returned_fen + arrived,
        refunded_at = case when taken > 0 then new.asked_at else refunded_at end,
        state = case when refunded_fen + taken = amount_fen then 'refunded' else state end
    where id = new.payment_id and state in ('paid', 'refunded');
    if not found then
        raise exception 'payment % has no money to give back', new.payment_id
            using errcode = 'check_violation', constraint = 'money_refund_of_paid';
    end if;
    return new;
end
$$;

create trigger money_refund_taken after insert or update on money_refund
for each row execute function money_refund_taken();
"""
BACKWARD = """
drop trigger money_refund_taken on money_refund;
drop function money_refund_taken();
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0002_attempts_and_refunds")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
