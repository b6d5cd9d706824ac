"""What was paid and went back before there was a ledger is written there, once a row."""

from django.db import migrations

FORWARD = """
create temporary table money_moved on commit drop as
select 'payment' as cause, payment.order_id::text as cause_key, payment.paid_at as at,
    payment.order_id, payment.method, payment.amount_fen
from money_payment payment
join trade_order o on o.id = payment.order_id
join trade_lot lot on lot.id = o.lot_id
where payment.state in ('paid', 'refunded') and not lot.is_rehearsal
union all
select 'refund', refund.number, refund.done_at, refund.order_id, refund.method, -refund.amount_fen
from money_refund refund
join trade_order o on o.id = refund.order_id
join trade_lot lot on lot.id = o.lot_id
where refund.state = 'done' and not lot.is_rehearsal;

insert into ledger_account (kind, owner)
select 'escrow', '' where exists (select from money_moved)
union
select 'cashier', method from money_moved
on conflict (kind, owner) do nothing;

with written as (
    insert into ledger_transaction (cause, cause_key, at, order_id, by_id, note)
    select cause, cause_key, at, order_id, null, '' from money_moved
    order by at, cause, cause_key
    on conflict (cause, cause_key) do nothing
    returning id, cause, cause_key
)
insert into ledger_entry (transaction_id, line, account_id, amount_fen)
select written.id, side.line, account.id, side.line_sign * moved.amount_fen
from written
join money_moved moved on moved.cause = written.cause and moved.cause_key = written.cause_key
cross join (values (1, 1, 'cashier'), (2, -1, 'escrow')) as side (line, line_sign, kind)
join ledger_account account on account.kind = side.kind
    and account.owner = case side.kind when 'escrow' then '' else moved.method end;
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0004_attempts_to_close"), ("ledger", "0002_only_grows")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
