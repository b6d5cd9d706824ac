import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0001_initial"),
        ("people", "__first__"),
        ("trade", "0006_words_of_the_office"),
    ]

    operations = [
        migrations.CreateModel(
            name="Parcel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=10, verbose_name="carrier")),
                (
                    "waybill",
                    models.CharField(blank=True, max_length=60, verbose_name="waybill number"),
                ),
                (
                    "was_ordered",
                    models.BooleanField(
                        default=False, verbose_name="waybill ordered from the carrier"
                    ),
                ),
                (
                    "weight_g",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="weight in grams"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("packed", "Packed"),
                            ("sent", "On the way"),
                            ("arriving", "Being delivered"),
                            ("delivered", "Delivered"),
                            ("returned", "Sent back"),
                            ("lost", "Lost"),
                        ],
                        default="packed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "on_delivery",
                    models.BooleanField(
                        default=False, verbose_name="cash is collected on delivery"
                    ),
                ),
                (
                    "station_id",
                    models.BigIntegerField(blank=True, null=True, verbose_name="pickup station"),
                ),
                (
                    "station_line",
                    models.CharField(blank=True, max_length=160, verbose_name="station in words"),
                ),
                ("packed_at", models.DateTimeField(verbose_name="packed at")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "heard_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last heard of at"),
                ),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="delivered at"),
                ),
                (
                    "received_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="received at"),
                ),
                (
                    "ask_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="ask the carrier again at"
                    ),
                ),
                (
                    "asked",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="questions without news"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcels",
                        to="goods.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcel",
                        to="trade.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "parcel",
                "verbose_name_plural": "parcels",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("on_delivery", False), ("received_at", None), ("state", "delivered")
                        ),
                        fields=["delivered_at"],
                        name="parcels_parcel_unreceived",
                    ),
                    models.Index(
                        condition=models.Q(("ask_at__isnull", False)),
                        fields=["ask_at"],
                        name="parcels_parcel_ask",
                    ),
                    models.Index(
                        condition=models.Q(("station_id__isnull", False)),
                        fields=["station_id", "state"],
                        name="parcels_parcel_station",
                    ),
                    models.Index(
                        condition=models.Q(("waybill", ""), _negated=True),
                        fields=["waybill"],
                        name="parcels_parcel_waybill",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("state", "packed")),
                            models.Q(
                                models.Q(("state", "packed"), _negated=True),
                                ("sent_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="parcels_parcel_sent_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "delivered"), _negated=True),
                            ("delivered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="parcels_parcel_delivered_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weight_g", None), ("weight_g__gt", 0), _connector="OR"
                        ),
                        name="parcels_parcel_weight",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParcelEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("told_at", models.DateTimeField(verbose_name="told at")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="place")),
                (
                    "said",
                    models.CharField(blank=True, max_length=300, verbose_name="what was said"),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("packed", "Packed"),
                            ("sent", "On the way"),
                            ("arriving", "Being delivered"),
                            ("delivered", "Delivered"),
                            ("returned", "Sent back"),
                            ("lost", "Lost"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("sender", "the sender"),
                            ("buyer", "the buyer"),
                            ("station", "the station"),
                            ("carrier", "the carrier"),
                            ("time", "time"),
                        ],
                        max_length=8,
                        verbose_name="source",
                    ),
                ),
                ("carrier", models.CharField(blank=True, max_length=10, verbose_name="carrier")),
                ("mark", models.BinaryField(max_length=16)),
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
                    "parcel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="parcels.parcel",
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a parcel",
                "verbose_name_plural": "events of parcels",
                "indexes": [
                    models.Index(fields=["parcel", "at"], name="parcels_parcelevent_parcel")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parcel", "mark"), name="parcels_parcelevent_once"
                    )
                ],
            },
        ),
    ]
