"""Products show marks, while they are valid."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goods", "0003_guards"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
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
                            ("green", "Green food"),
                            ("organic", "Organic"),
                            ("origin", "Geographical indication"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="number")),
                (
                    "enterprise_number",
                    models.CharField(blank=True, max_length=14, verbose_name="enterprise number"),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=60, verbose_name="name of the mark"),
                ),
                ("holder", models.CharField(max_length=80, verbose_name="holder")),
                (
                    "area_code",
                    models.CharField(blank=True, max_length=12, verbose_name="protected area"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="goods_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "origin"), _negated=True),
                            models.Q(("area_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="goods_mark_has_area",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "authority",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="authorisation number"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                (
                    "document",
                    models.FileField(
                        upload_to="documents/%Y/%m/", verbose_name="picture of the document"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="taken down at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="goods.mark",
                        verbose_name="mark",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mark_uses",
                        to="goods.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "use of a mark",
                "verbose_name_plural": "uses of marks",
                "indexes": [models.Index(fields=["valid_until"], name="goods_markuse_renewal")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("mark", "product"),
                        name="goods_markuse_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_from__lte", models.F("valid_until"))),
                        name="goods_markuse_begins_first",
                    ),
                ],
            },
        ),
    ]
