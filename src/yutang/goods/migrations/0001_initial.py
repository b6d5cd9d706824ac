import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Producer",
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
                            ("household", "Household"),
                            ("coop", "Co-operative"),
                            ("firm", "Firm"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "village_code",
                    models.CharField(
                        help_text="12 digits; a town's 9 where no village fits",
                        max_length=12,
                        verbose_name="village code",
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(blank=True, max_length=18, verbose_name="social credit code"),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, verbose_name="invented for the demo"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="producers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "producer",
                "verbose_name_plural": "producers",
                "indexes": [models.Index(fields=["village_code"], name="goods_producer_village")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village_code", "name"), name="goods_producer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=80, verbose_name="name in English"),
                ),
                (
                    "class_code",
                    models.CharField(
                        help_text="2, 4 or 6 digits of NY/T 3177-2018",
                        max_length=8,
                        verbose_name="NY/T 3177 class",
                    ),
                ),
                (
                    "processing",
                    models.CharField(
                        choices=[("fresh", "Fresh farm product"), ("processed", "Processed food")],
                        max_length=10,
                        verbose_name="fresh or processed",
                    ),
                ),
                (
                    "perishable",
                    models.BooleanField(
                        default=False,
                        help_text="exempt from the 7-day return once the buyer has confirmed it",
                        verbose_name="fresh and perishable",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("box", "box"),
                            ("bottle", "bottle"),
                            ("bag", "bag"),
                            ("pack", "pack"),
                            ("piece", "piece"),
                        ],
                        max_length=8,
                        verbose_name="unit",
                    ),
                ),
                (
                    "net_weight_g",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="net weight in grams"
                    ),
                ),
                ("origin_code", models.CharField(max_length=12, verbose_name="place of origin")),
                (
                    "origin_reason",
                    models.CharField(
                        blank=True,
                        max_length=200,
                        verbose_name="why the origin lies in another county",
                    ),
                ),
                ("story", models.TextField(blank=True, max_length=600, verbose_name="story")),
                (
                    "story_en",
                    models.TextField(blank=True, max_length=900, verbose_name="story in English"),
                ),
                (
                    "sc_number",
                    models.CharField(
                        blank=True,
                        help_text="SC and 14 digits",
                        max_length=16,
                        verbose_name="SC number",
                    ),
                ),
                (
                    "workshop_number",
                    models.CharField(blank=True, max_length=40, verbose_name="registered workshop"),
                ),
                (
                    "standard_number",
                    models.CharField(blank=True, max_length=40, verbose_name="product standard"),
                ),
                (
                    "origin_note",
                    models.CharField(
                        blank=True,
                        help_text="public source, or invented for the demo",
                        max_length=120,
                        verbose_name="where this record comes from",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="goods.producer",
                        verbose_name="producer",
                    ),
                ),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "products",
                "indexes": [
                    models.Index(fields=["origin_code"], name="goods_product_origin"),
                    models.Index(fields=["class_code"], name="goods_product_class"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("producer", "name"), name="goods_product_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("processing", "processed"), _negated=True),
                            models.Q(("sc_number", ""), _negated=True),
                            models.Q(("workshop_number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="goods_processed_needs_licence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("net_weight_g", None), ("net_weight_g__gt", 0), _connector="OR"
                        ),
                        name="goods_weight_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="pictures/%Y/%m/", verbose_name="file")),
                ("alt", models.CharField(max_length=120, verbose_name="what it shows")),
                (
                    "alt_en",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="what it shows, in English"
                    ),
                ),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                (
                    "is_illustration",
                    models.BooleanField(
                        default=False, verbose_name="an illustration, not a photograph"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="goods.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="batch number")),
                ("harvested_on", models.DateField(verbose_name="harvested or made on")),
                ("quantity_g", models.PositiveBigIntegerField(verbose_name="quantity in grams")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="goods.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "constraints": [
                    models.UniqueConstraint(fields=("product", "number"), name="goods_batch_once")
                ],
            },
        ),
    ]
