import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0001_initial"),
        ("people", "__first__"),
        ("trade", "0007_freight"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tariff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("county_code", models.CharField(max_length=6, verbose_name="county")),
                (
                    "first_g",
                    models.PositiveIntegerField(default=1000, verbose_name="first weight in grams"),
                ),
                (
                    "step_g",
                    models.PositiveIntegerField(
                        default=1000, verbose_name="each further weight in grams"
                    ),
                ),
                (
                    "pack_g",
                    models.PositiveIntegerField(
                        default=0, verbose_name="weight of the packing in grams"
                    ),
                ),
                (
                    "charge",
                    models.CharField(
                        choices=[
                            ("free", "Free: the price includes the freight"),
                            ("surcharge", "Only the surcharge of remote areas"),
                            ("full", "All of the freight"),
                        ],
                        default="free",
                        max_length=10,
                        verbose_name="what the buyer pays",
                    ),
                ),
                (
                    "free_from_fen",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="free from, in fen"
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="default")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "producer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goods.producer",
                    ),
                ),
            ],
            options={
                "verbose_name": "freight tariff",
                "verbose_name_plural": "freight tariffs",
                "indexes": [models.Index(fields=["county_code"], name="delivery_tariff_county")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True), ("producer__isnull", False)),
                        fields=("producer",),
                        name="delivery_tariff_default_of_producer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True), ("producer", None)),
                        fields=("county_code",),
                        name="delivery_tariff_default_of_county",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_g__gt", 0), ("step_g__gt", 0)),
                        name="delivery_tariff_weights",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=12, verbose_name="label")),
                ("contact_sealed", models.BinaryField()),
                ("fingerprint", models.BinaryField(max_length=32)),
                ("is_default", models.BooleanField(default=False, verbose_name="default")),
                ("used_at", models.DateTimeField(verbose_name="last used")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved address",
                "verbose_name_plural": "saved addresses",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "fingerprint"), name="delivery_savedaddress_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("person",),
                        name="delivery_savedaddress_one_default",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductTerms",
            fields=[
                (
                    "ship_within_h",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="sent within, in hours"
                    ),
                ),
                (
                    "packed_g",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="weight packed, in grams"
                    ),
                ),
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="goods.product",
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="delivery.tariff",
                        verbose_name="tariff",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery terms of a product",
                "verbose_name_plural": "delivery terms of products",
            },
        ),
        migrations.CreateModel(
            name="LotTerms",
            fields=[
                (
                    "ship_within_h",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="sent within, in hours"
                    ),
                ),
                (
                    "packed_g",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="weight packed, in grams"
                    ),
                ),
                (
                    "lot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="trade.lot",
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="delivery.tariff",
                        verbose_name="tariff",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery terms of a lot",
                "verbose_name_plural": "delivery terms of lots",
            },
        ),
        migrations.CreateModel(
            name="Zone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=6),
                        default=list,
                        size=None,
                        verbose_name="areas",
                    ),
                ),
                ("is_delivered", models.BooleanField(default=True, verbose_name="delivered")),
                (
                    "first_fen",
                    models.PositiveIntegerField(default=0, verbose_name="first weight in fen"),
                ),
                (
                    "step_fen",
                    models.PositiveIntegerField(
                        default=0, verbose_name="each further weight in fen"
                    ),
                ),
                (
                    "surcharge_fen",
                    models.PositiveIntegerField(
                        default=0, verbose_name="surcharge of a remote area in fen"
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="zones",
                        to="delivery.tariff",
                    ),
                ),
            ],
            options={
                "verbose_name": "freight zone",
                "verbose_name_plural": "freight zones",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tariff", "position"), name="delivery_zone_place"
                    )
                ],
            },
        ),
    ]
