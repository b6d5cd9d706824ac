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
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place_code",
                    models.CharField(
                        blank=True,
                        help_text="empty: the whole country",
                        max_length=12,
                        verbose_name="place code",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("source", models.TextField(verbose_name="source of the rule")),
                (
                    "return_days",
                    models.PositiveSmallIntegerField(verbose_name="days to ask for a return"),
                ),
                (
                    "claim_days",
                    models.PositiveSmallIntegerField(verbose_name="days to claim damage"),
                ),
                (
                    "answer_h",
                    models.PositiveSmallIntegerField(verbose_name="hours for the seller to answer"),
                ),
                (
                    "choose_h",
                    models.PositiveSmallIntegerField(verbose_name="hours for the buyer to choose"),
                ),
                (
                    "county_h",
                    models.PositiveSmallIntegerField(verbose_name="hours for the county to decide"),
                ),
                (
                    "send_back_days",
                    models.PositiveSmallIntegerField(verbose_name="days to send the goods back"),
                ),
                (
                    "transit_days",
                    models.PositiveSmallIntegerField(verbose_name="days on the way back"),
                ),
                (
                    "refund_days",
                    models.PositiveSmallIntegerField(verbose_name="days to refund after arrival"),
                ),
                (
                    "complaint_h",
                    models.PositiveSmallIntegerField(verbose_name="hours to answer a complaint"),
                ),
                (
                    "late_percent",
                    models.PositiveSmallIntegerField(verbose_name="percent back for a late parcel"),
                ),
                (
                    "freight_back",
                    models.BooleanField(
                        default=False, verbose_name="freight comes back with a return"
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of care",
                "verbose_name_plural": "rules of care",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "valid_from"), name="care_policy_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("return_days__gte", 7)), name="care_policy_law"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("late_percent__lte", 100)), name="care_policy_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="care_policy_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("place_code", models.CharField(max_length=12, verbose_name="place of origin")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("return", "Return without reason"),
                            ("spoiled", "Spoiled"),
                            ("broken", "Broken"),
                            ("wrong", "Not what I ordered"),
                            ("missing", "Missing"),
                            ("late", "Too late"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("bad", models.PositiveIntegerField(null=True, verbose_name="how many are bad")),
                ("of", models.PositiveIntegerField(null=True, verbose_name="of how many")),
                ("rule_fen", models.PositiveBigIntegerField(verbose_name="by the rule, in fen")),
                (
                    "offer_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="offered, in fen"),
                ),
                (
                    "refund_fen",
                    models.PositiveBigIntegerField(default=0, verbose_name="given back, in fen"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "The seller answers"),
                            ("offered", "The buyer considers an offer"),
                            ("refused", "Refused; the buyer may ask the county"),
                            ("sending", "The buyer sends it back"),
                            ("underway", "The goods are on their way back"),
                            ("arrived", "Back at the seller"),
                            ("county", "The county decides"),
                            ("closed", "Settled"),
                        ],
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refunded", "Money given back"),
                            ("refused", "No money given back"),
                            ("withdrawn", "Withdrawn by the buyer"),
                            ("lapsed", "Not pursued in time"),
                        ],
                        max_length=9,
                        verbose_name="outcome",
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
                ("refunded_at", models.DateTimeField(null=True, verbose_name="refunded at")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="settled at")),
                ("back_to_sealed", models.BinaryField(null=True)),
                ("waybill", models.CharField(blank=True, max_length=60, verbose_name="waybill")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent back at")),
                ("arrived_at", models.DateTimeField(null=True, verbose_name="arrived back at")),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="goods.batch",
                    ),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="trade.order",
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="goods.producer",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="goods.product",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="care.policy",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "indexes": [
                    models.Index(fields=["order", "-opened_at"], name="care_claim_order"),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["due_at"],
                        name="care_claim_due",
                    ),
                    models.Index(fields=["place_code", "-opened_at"], name="care_claim_place"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("order",),
                        name="care_claim_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bad", None), ("of", None)),
                            models.Q(("bad__gt", 0), ("bad__lte", models.F("of"))),
                            _connector="OR",
                        ),
                        name="care_claim_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("county_due_at", None),
                                ("due_at", None),
                                ("state", "closed"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at", None),
                                ("county_due_at__isnull", False),
                                ("due_at__isnull", False),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="care_claim_closed_or_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "refunded"),
                                ("refund_fen__gt", 0),
                                ("refunded_at__isnull", False),
                            ),
                            models.Q(
                                models.Q(("outcome", "refunded"), _negated=True),
                                ("refund_fen", 0),
                                ("refunded_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="care_claim_refund_has_outcome",
                    ),
                ],
            },
        ),
    ]
