import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parcels", "0002_follows_orders"),
        ("people", "__first__"),
        ("trade", "0007_freight"),
    ]

    operations = [
        migrations.CreateModel(
            name="Station",
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
                        choices=[("pickup", "Village pickup station"), ("shop", "County shop")],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("place_code", models.CharField(max_length=12, verbose_name="place")),
                ("address", models.CharField(max_length=80, verbose_name="address")),
                ("hours", models.CharField(max_length=60, verbose_name="opening hours")),
                ("phone_sealed", models.BinaryField(null=True)),
                (
                    "phone_tail",
                    models.CharField(blank=True, max_length=4, verbose_name="last digits"),
                ),
                ("made_at", models.DateTimeField(verbose_name="registered at")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed at")),
                (
                    "keeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="keeper",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "station",
                "verbose_name_plural": "stations",
                "indexes": [models.Index(fields=["place_code"], name="stations_station_place")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "name"), name="stations_station_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelf",
                        to="trade.lot",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelves",
                        to="trade.lot",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shelves",
                        to="stations.station",
                    ),
                ),
            ],
            options={
                "verbose_name": "shelf",
                "verbose_name_plural": "shelves",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("station", "source"), name="stations_shelf_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("lot")), _negated=True),
                        name="stations_shelf_apart",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pickup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nonce", models.BinaryField(max_length=16)),
                ("code_digest", models.BinaryField(max_length=32)),
                ("arrived_at", models.DateTimeField(verbose_name="arrived at")),
                ("handed_at", models.DateTimeField(null=True, verbose_name="handed over at")),
                (
                    "taken_by",
                    models.CharField(blank=True, max_length=40, verbose_name="who took it"),
                ),
                (
                    "arrived_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parcel",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pickup",
                        to="parcels.parcel",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pickups",
                        to="stations.station",
                    ),
                ),
            ],
            options={
                "verbose_name": "pickup",
                "verbose_name_plural": "pickups",
                "indexes": [
                    models.Index(fields=["station", "handed_at"], name="stations_pickup_station")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("handed_at", None)),
                        fields=("station", "code_digest"),
                        name="stations_pickup_code_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_at", None), ("handed_by", None)),
                            models.Q(("handed_at__isnull", False), ("handed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="stations_pickup_handed_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CodeTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tries",
                        to="stations.station",
                    ),
                ),
            ],
            options={
                "verbose_name": "code tried",
                "verbose_name_plural": "codes tried",
                "indexes": [
                    models.Index(fields=["station", "at"], name="stations_codetry_station")
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
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
                        choices=[("put", "put on the shelf"), ("back", "taken back")],
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="stations.shelf",
                    ),
                ),
            ],
            options={
                "verbose_name": "transfer",
                "verbose_name_plural": "transfers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("units__gt", 0)), name="stations_transfer_units"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CounterSale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="key")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counter_sale",
                        to="trade.order",
                    ),
                ),
                (
                    "shelf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sales",
                        to="stations.shelf",
                    ),
                ),
            ],
            options={
                "verbose_name": "counter sale",
                "verbose_name_plural": "counter sales",
                "indexes": [models.Index(fields=["shelf", "-at"], name="stations_sale_shelf")],
            },
        ),
    ]
