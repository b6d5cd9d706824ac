"""The first rule for hosts: 60 days without a show are dormant, 10,000 yuan a month are aimed at."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = (
    "月收入目标 1 万元：村播计划“100 个县、1000 名农民主播、月入过万”（2019 年公开报道）。"
    "60 天没有直播算休眠：默认值，未经核实，可以改。"
)


def write(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("hosts", "Rule").objects.create(
        place_code="",
        valid_from=date(2019, 1, 1),
        dormant_days=60,
        target_fen=1_000_000,
        source=SOURCE,
        is_unverified=True,
    )


class Migration(migrations.Migration):
    dependencies = [("hosts", "0002_guards")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
