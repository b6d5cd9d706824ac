"""The first version of the rule, for the whole country: the law's days, and our own promises."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = (
    "七日无理由退货、收到退货后七日内退款、退货运费由买家承担：《消费者权益保护法》第二十五条。"
    "鲜活易腐须在购买流程中单独确认才可不退：《网络购买商品七日无理由退货暂行办法》。"
    "其余时限和比例是平台自己的承诺，各县可以另定。"
)


def first(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("care", "Policy").objects.create(
        place_code="",
        valid_from=date(2019, 1, 1),
        source=SOURCE,
        return_days=7,
        claim_days=7,
        answer_h=48,
        choose_h=72,
        county_h=72,
        send_back_days=7,
        transit_days=15,
        refund_days=7,
        complaint_h=72,
        late_percent=10,
        freight_back=False,
    )


class Migration(migrations.Migration):
    dependencies = [("care", "0002_complaints_and_reviews")]
    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
