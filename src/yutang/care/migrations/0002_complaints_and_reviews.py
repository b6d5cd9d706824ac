import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yutang.care.models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("place_code", models.CharField(max_length=12, verbose_name="place of origin")),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("contact_sealed", models.BinaryField(null=True)),
                ("address_digest", models.BinaryField(max_length=32, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("seller", "The seller answers"),
                            ("answered", "Answered; the complainer may ask the county"),
                            ("county", "The county answers"),
                            ("closed", "Settled"),
                        ],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("righted", "Put right"),
                            ("unfounded", "Looked into: nothing found"),
                            ("passed_on", "Passed on to the authority in charge"),
                            ("withdrawn", "Withdrawn"),
                            ("content", "The answer was enough"),
                        ],
                        max_length=9,
                        verbose_name="finding",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("promised_at", models.DateTimeField(verbose_name="answer promised by")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due by")),
                (
                    "county_due_at",
                    models.DateTimeField(null=True, verbose_name="county's time ends at"),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="first answered at")),
                (
                    "escalated_at",
                    models.DateTimeField(null=True, verbose_name="taken to the county at"),
                ),
                ("closed_at", models.DateTimeField(null=True, verbose_name="settled at")),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="goods.batch",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="trade.order",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="goods.producer",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="care.policy",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "verbose_name_plural": "complaints",
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["due_at"],
                        name="care_complaint_due",
                    ),
                    models.Index(fields=["place_code", "-opened_at"], name="care_complaint_place"),
                    models.Index(
                        fields=["address_digest", "-opened_at"], name="care_complaint_address"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("due_at", None),
                                ("state", "closed"),
                                models.Q(("finding", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at", None),
                                ("due_at__isnull", False),
                                ("finding", ""),
                            ),
                            _connector="OR",
                        ),
                        name="care_complaint_closed_or_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=12, verbose_name="place of origin")),
                ("stars", models.PositiveSmallIntegerField(verbose_name="stars")),
                ("text", models.TextField(blank=True, verbose_name="words")),
                ("at", models.DateTimeField(verbose_name="written at")),
                ("answer", models.TextField(blank=True, verbose_name="the producer's answer")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                ("hidden_at", models.DateTimeField(null=True, verbose_name="hidden at")),
                (
                    "hidden_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason of hiding"),
                ),
                ("shown_again_at", models.DateTimeField(null=True, verbose_name="shown again at")),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="trade.order",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="goods.product",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "indexes": [models.Index(fields=["product", "-at"], name="care_review_product")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stars__gte", 1), ("stars__lte", 5)),
                        name="care_review_stars",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hidden_at", None),
                            models.Q(
                                ("hidden_by__isnull", False),
                                models.Q(("hidden_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="care_review_hidden_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("buyer", "Buyer"),
                            ("seller", "Seller"),
                            ("county", "County office"),
                            ("time", "By itself"),
                        ],
                        max_length=6,
                    ),
                ),
                ("step", models.CharField(max_length=12)),
                ("text", models.TextField(blank=True)),
                ("amount_fen", models.PositiveBigIntegerField(null=True)),
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
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="care.claim",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="care.complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "remark",
                "verbose_name_plural": "remarks",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim", None), ("complaint__isnull", False)),
                            models.Q(("claim__isnull", False), ("complaint", None)),
                            _connector="OR",
                        ),
                        name="care_remark_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("step", "say"), _negated=True),
                        fields=("claim", "step"),
                        name="care_remark_step_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        storage=yutang.care.models.private_files, upload_to="care/%Y/%m/"
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "claim",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="care.claim",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="care.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of care",
                "verbose_name_plural": "photos of care",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim", None), ("review__isnull", False)),
                            models.Q(("claim__isnull", False), ("review", None)),
                            _connector="OR",
                        ),
                        name="care_photo_of_one",
                    )
                ],
            },
        ),
    ]
