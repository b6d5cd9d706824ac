import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("goods", "0004_marks"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="SyncPoint",
            fields=[
                (
                    "source",
                    models.CharField(
                        max_length=60, primary_key=True, serialize=False, verbose_name="comes from"
                    ),
                ),
                ("read_until", models.DateTimeField(null=True, verbose_name="read until")),
                (
                    "ledger_id",
                    models.BigIntegerField(null=True, verbose_name="last transaction read"),
                ),
                ("window_from", models.DateTimeField(null=True)),
                ("window_until", models.DateTimeField(null=True)),
                ("next_page", models.PositiveIntegerField(null=True, verbose_name="next page")),
                ("moved_at", models.DateTimeField(null=True, verbose_name="moved at")),
            ],
            options={
                "verbose_name": "sync point",
                "verbose_name_plural": "sync points",
            },
        ),
        migrations.CreateModel(
            name="Shop",
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
                            ("in_village", "Run in the village"),
                            ("in_town", "Run in town by villagers"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name of the shop")),
                ("village_code", models.CharField(max_length=12, verbose_name="home village")),
                ("run_at_code", models.CharField(max_length=12, verbose_name="where it is run")),
                (
                    "keeper_kind",
                    models.CharField(
                        choices=[
                            ("person", "Natural person"),
                            ("coop", "Co-operative"),
                            ("firm", "Firm"),
                        ],
                        max_length=6,
                        verbose_name="kind of keeper",
                    ),
                ),
                (
                    "keeper_name",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="firm or co-operative"
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(blank=True, max_length=18, verbose_name="social credit code"),
                ),
                ("keeper_sealed", models.BinaryField(null=True)),
                (
                    "keeper_masked",
                    models.CharField(blank=True, max_length=20, verbose_name="shopkeeper"),
                ),
                ("keeper_digest", models.BinaryField(max_length=32, null=True)),
                ("phone_sealed", models.BinaryField(null=True)),
                (
                    "phone_tail",
                    models.CharField(blank=True, max_length=4, verbose_name="last digits"),
                ),
                (
                    "own_grown",
                    models.BooleanField(
                        default=False, verbose_name="sells only what it grows itself"
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="shut on")),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="invented for the demo"),
                ),
                ("made_at", models.DateTimeField(verbose_name="registered at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shops",
                        to="goods.producer",
                        verbose_name="producer",
                    ),
                ),
            ],
            options={
                "verbose_name": "shop",
                "verbose_name_plural": "shops",
                "indexes": [
                    models.Index(
                        condition=models.Q(("keeper_digest__isnull", False)),
                        fields=["keeper_digest"],
                        name="shops_shop_keeper",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village_code", "name"),
                        name="shops_shop_once",
                        opclasses=["text_pattern_ops", "text_pattern_ops"],
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("village_code__regex", "^[0-9]{12}$")),
                        name="shops_shop_village",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keeper_kind__in", ["person", "coop", "firm"]),
                            ("kind__in", ["in_village", "in_town"]),
                        ),
                        name="shops_shop_kinds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("credit_code", ""), ("keeper_kind", "person"), ("keeper_name", "")
                            ),
                            models.Q(
                                models.Q(("keeper_kind", "person"), _negated=True),
                                models.Q(("keeper_name", ""), _negated=True),
                                ("keeper_sealed", None),
                            ),
                            _connector="OR",
                        ),
                        name="shops_shop_persons_are_sealed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="shops_shop_opens_before_it_closes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShopImport",
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
                            ("shops", "Shops"),
                            ("months", "Monthly sales"),
                            ("orders", "Orders of a platform"),
                        ],
                        max_length=6,
                        verbose_name="what is in it",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=60, verbose_name="comes from")),
                ("file_name", models.CharField(blank=True, max_length=120, verbose_name="file")),
                (
                    "file_digest",
                    models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("added", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("same", models.PositiveIntegerField(default=0, verbose_name="the same")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="left out")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "import of shops",
                "verbose_name_plural": "imports of shops",
                "indexes": [models.Index(fields=["by", "-at"], name="shops_import_by")],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "code",
                        "year",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="code")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("until", models.DateField(verbose_name="counted up to")),
                ("shops", models.IntegerField(verbose_name="shops")),
                ("active_shops", models.IntegerField(verbose_name="active shops")),
                ("orders", models.BigIntegerField(verbose_name="number of orders")),
                ("sales_fen", models.BigIntegerField(verbose_name="sales less refunds in fen")),
            ],
            options={
                "verbose_name": "tally of a place",
                "verbose_name_plural": "tallies of places",
                "indexes": [
                    models.Index(
                        fields=["year", "code"],
                        name="shops_tally_year",
                        opclasses=["int2_ops", "text_pattern_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("platform", models.CharField(max_length=10, verbose_name="platform")),
                ("number", models.CharField(max_length=60, verbose_name="name or number there")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="shut on")),
                (
                    "shop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="shops.shop",
                    ),
                ),
            ],
            options={
                "verbose_name": "listing of a shop",
                "verbose_name_plural": "listings of shops",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("platform", "number"), name="shops_listing_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "platform__in",
                                [
                                    "taobao",
                                    "tmall",
                                    "1688",
                                    "pdd",
                                    "jd",
                                    "douyin",
                                    "kuaishou",
                                    "wechat",
                                    "yutang",
                                    "other",
                                ],
                            ),
                            models.Q(("number", ""), _negated=True),
                        ),
                        name="shops_listing_platform",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShopMonth",
            fields=[
                ("month", models.DateField(verbose_name="month")),
                ("orders", models.PositiveIntegerField(verbose_name="number of orders")),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                ("sales_fen", models.PositiveBigIntegerField(verbose_name="sales in fen")),
                ("refunds_fen", models.PositiveBigIntegerField(verbose_name="refunds in fen")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("file", "imported file"),
                            ("folder", "folder of files"),
                            ("own", "this platform's orders"),
                            ("hand", "entered by hand"),
                        ],
                        max_length=6,
                        verbose_name="comes from",
                    ),
                ),
                ("modified_at", models.DateTimeField(verbose_name="modified at the source")),
                ("imported_at", models.DateTimeField(verbose_name="imported at")),
                (
                    "ledger_id",
                    models.BigIntegerField(null=True, verbose_name="last transaction read"),
                ),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "listing_id",
                        "month",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="shops.shopimport",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="months",
                        to="shops.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "month of a shop",
                "verbose_name_plural": "months of shops",
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        fields=["month"], name="shops_shopmonth_month", pages_per_range=32
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="shops_shopmonth_first_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ShopMonthWas",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                ("orders", models.PositiveIntegerField(verbose_name="number of orders")),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                ("sales_fen", models.PositiveBigIntegerField(verbose_name="sales in fen")),
                ("refunds_fen", models.PositiveBigIntegerField(verbose_name="refunds in fen")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("file", "imported file"),
                            ("folder", "folder of files"),
                            ("own", "this platform's orders"),
                            ("hand", "entered by hand"),
                        ],
                        max_length=6,
                        verbose_name="comes from",
                    ),
                ),
                ("modified_at", models.DateTimeField(verbose_name="modified at the source")),
                ("imported_at", models.DateTimeField(verbose_name="imported at")),
                (
                    "ledger_id",
                    models.BigIntegerField(null=True, verbose_name="last transaction read"),
                ),
                ("brought_by_id", models.BigIntegerField(null=True)),
                ("by_id", models.BigIntegerField(null=True)),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier",
                        to="shops.listing",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier value of a month",
                "verbose_name_plural": "earlier values of months",
                "indexes": [models.Index(fields=["listing", "month"], name="shops_was_month")],
            },
        ),
    ]
