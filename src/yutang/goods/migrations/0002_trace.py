"""Batches have codes, fields, steps, flows, tests and certificates."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yutang.goods.models

GIVE_CODES = """
update goods_batch
set code = upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))
where code is null
"""


class Migration(migrations.Migration):
    dependencies = [
        ("goods", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BatchFlow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("grams", models.PositiveBigIntegerField(verbose_name="grams")),
            ],
            options={
                "verbose_name": "flow between batches",
                "verbose_name_plural": "flows between batches",
            },
        ),
        migrations.CreateModel(
            name="BatchStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("wash", "Washed and sorted"),
                            ("store", "Stored"),
                            ("move", "Moved"),
                            ("pack", "Put in boxes"),
                            ("process", "Processed"),
                            ("split", "Divided"),
                            ("mix", "Mixed"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="done on")),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                (
                    "place_name",
                    models.CharField(blank=True, max_length=80, verbose_name="where exactly"),
                ),
                ("worker_name", models.CharField(max_length=80, verbose_name="who was at work")),
                (
                    "worker_code",
                    models.CharField(blank=True, max_length=18, verbose_name="social credit code"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "step of a batch",
                "verbose_name_plural": "steps of batches",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(max_length=20, unique=True, verbose_name="certificate number"),
                ),
                (
                    "replace_reason",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="why it was replaced"
                    ),
                ),
                ("wording", models.CharField(max_length=8)),
                ("by_control", models.BooleanField(default=False, verbose_name="quality control")),
                ("by_own_test", models.BooleanField(default=False, verbose_name="own test")),
                (
                    "by_laboratory",
                    models.BooleanField(default=False, verbose_name="commissioned test"),
                ),
                ("product_name", models.CharField(max_length=60, verbose_name="product")),
                ("quantity_g", models.PositiveBigIntegerField(verbose_name="quantity in grams")),
                ("origin_code", models.CharField(max_length=12, verbose_name="place of origin")),
                ("origin_name", models.CharField(max_length=120, verbose_name="place of origin")),
                ("maker_name", models.CharField(max_length=80, verbose_name="who promises")),
                (
                    "maker_code",
                    models.CharField(blank=True, max_length=18, verbose_name="social credit code"),
                ),
                ("contact_sealed", models.BinaryField()),
                ("contact_shown", models.CharField(max_length=24, verbose_name="telephone")),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("issued_at", models.DateTimeField(auto_now_add=True)),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="invented for the demo"),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Own test"), ("laboratory", "Laboratory")],
                        max_length=12,
                        verbose_name="who tested",
                    ),
                ),
                ("tested_on", models.DateField(verbose_name="tested on")),
                (
                    "laboratory",
                    models.CharField(blank=True, max_length=80, verbose_name="laboratory"),
                ),
                ("items", models.CharField(max_length=200, verbose_name="what was tested")),
                ("passed", models.BooleanField(verbose_name="passed")),
                (
                    "document",
                    models.FileField(
                        blank=True,
                        upload_to="documents/%Y/%m/",
                        verbose_name="picture of the report",
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "test of a batch",
                "verbose_name_plural": "tests of batches",
            },
        ),
        migrations.AddField(
            model_name="batch",
            name="code",
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.RunSQL(GIVE_CODES, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="batch",
            name="code",
            field=models.CharField(
                default=yutang.goods.models.new_code,
                editable=False,
                max_length=12,
                unique=True,
                verbose_name="trace code",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="confirm_reason",
            field=models.CharField(
                blank=True, max_length=120, verbose_name="why somebody else confirmed it"
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="confirmed_at",
            field=models.DateTimeField(null=True, verbose_name="origin confirmed at"),
        ),
        migrations.AddField(
            model_name="batch",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="field_code",
            field=models.CharField(blank=True, max_length=12, verbose_name="place of the field"),
        ),
        migrations.AddField(
            model_name="batch",
            name="field_mu",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=8,
                null=True,
                verbose_name="area of the field in mu",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="field_name",
            field=models.CharField(blank=True, max_length=60, verbose_name="name of the field"),
        ),
        migrations.AddField(
            model_name="batch",
            name="recall_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="reason of the recall"),
        ),
        migrations.AddField(
            model_name="batch",
            name="recalled_at",
            field=models.DateTimeField(null=True, verbose_name="recalled at"),
        ),
        migrations.AddField(
            model_name="batch",
            name="recalled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recalled by",
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=models.Q(("recalled_at__isnull", False)),
                fields=["id"],
                name="goods_batch_recalled",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at", None), ("confirmed_by__isnull", False), _connector="OR"
                ),
                name="goods_batch_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recalled_at", None),
                    models.Q(("recall_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="goods_batch_recalled_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="batchflow",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flows_out",
                to="goods.batch",
            ),
        ),
        migrations.AddField(
            model_name="batchflow",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flows_in",
                to="goods.batch",
            ),
        ),
        migrations.AddField(
            model_name="batchstep",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="goods.batch",
            ),
        ),
        migrations.AddField(
            model_name="batchstep",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="batchflow",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flows",
                to="goods.batchstep",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="goods.batch",
                verbose_name="batch",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="goods.certificate",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="goods.batch",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="batchflow",
            constraint=models.UniqueConstraint(fields=("source", "target"), name="goods_flow_once"),
        ),
        migrations.AddConstraint(
            model_name="batchflow",
            constraint=models.CheckConstraint(
                condition=models.Q(("grams__gt", 0)), name="goods_flow_grams"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchflow",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__lt", models.F("target"))),
                name="goods_flow_goes_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by_control", True),
                    ("by_own_test", True),
                    ("by_laboratory", True),
                    _connector="OR",
                ),
                name="goods_certificate_has_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces", None),
                    models.Q(("replace_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="goods_certificate_replaced_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("batch",),
                name="goods_certificate_first_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "laboratory"), _negated=True),
                    models.Q(("document", ""), _negated=True),
                    _connector="OR",
                ),
                name="goods_inspection_has_report",
            ),
        ),
    ]
