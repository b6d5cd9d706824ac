"""What the buyer pays for the way; it is settled once the order is bought."""

from django.db import migrations, models

FORWARD = """
create function trade_order_freight_settled() returns trigger language plpgsql as $$
begin
    raise exception 'the freight of order % is settled', old.id
        using errcode = 'check_violation', constraint = 'trade_order_freight';
end
$$;

create trigger trade_order_freight_settled before update of freight_fen on trade_order
for each row when (old.freight_fen <> new.freight_fen and old.state <> 'held')
execute function trade_order_freight_settled();
"""
BACKWARD = """
drop trigger trade_order_freight_settled on trade_order;
drop function trade_order_freight_settled();
"""


class Migration(migrations.Migration):
    dependencies = [("trade", "0006_words_of_the_office")]
    operations = [
        migrations.AddField(
            model_name="order",
            name="freight_fen",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="freight in fen"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
