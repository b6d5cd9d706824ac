"""The first version of the rule of who is next door where there is no outline."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = (
    "未核实的缺省值 · unverified default: no rule says how near villages are contiguous; 3 km is "
    "about the mean distance from one village to the next in the plains."
)


def first(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("atlas", "Reach").objects.create(
        place_code="",
        km=Decimal("3.0"),
        valid_from=date(2009, 1, 1),
        source=SOURCE,
        made_at=datetime(2026, 11, 22, tzinfo=UTC),
    )


class Migration(migrations.Migration):
    dependencies = [("atlas", "0001_initial")]
    operations = [migrations.RunPython(first, migrations.RunPython.noop)]
