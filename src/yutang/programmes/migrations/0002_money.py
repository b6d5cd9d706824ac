"""Donors, funds, donations and grants."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "__first__"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Donor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("organisation", "Organisation"),
                            ("person", "Person"),
                            ("government", "Government office"),
                        ],
                        max_length=12,
                        verbose_name="who gives",
                    ),
                ),
                (
                    "public_name",
                    models.CharField(blank=True, max_length=80, verbose_name="public name"),
                ),
                ("name_sealed", models.BinaryField()),
                ("name_digest", models.BinaryField(max_length=32)),
                ("contact_sealed", models.BinaryField(null=True)),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                ("made_at", models.DateTimeField()),
                ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "donor",
                "verbose_name_plural": "donors",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "name_digest"), name="programmes_donor_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("ecology", "Ecology"),
                            ("ecommerce", "E-commerce"),
                            ("education", "Education"),
                            ("women", "Women"),
                            ("health", "Health care"),
                        ],
                        max_length=9,
                        verbose_name="direction",
                    ),
                ),
                ("place_code", models.CharField(blank=True, max_length=12, verbose_name="place")),
                ("aim", models.TextField(verbose_name="what it is for")),
                ("made_at", models.DateTimeField()),
                ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.scheme",
                        verbose_name="scheme",
                    ),
                ),
            ],
            options={
                "verbose_name": "fund",
                "verbose_name_plural": "funds",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="programmes_fund_place",
                        opclasses=["text_pattern_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Donation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Waits for a second person"),
                            ("confirmed", "Confirmed"),
                            ("dropped", "Not confirmed"),
                        ],
                        default="noted",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "bank_reference",
                    models.CharField(max_length=40, verbose_name="number of the bank receipt"),
                ),
                (
                    "words",
                    models.CharField(blank=True, max_length=200, verbose_name="the donor's words"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donations",
                        to="programmes.donor",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="donations",
                        to="programmes.fund",
                    ),
                ),
            ],
            options={
                "verbose_name": "donation",
                "verbose_name_plural": "donations",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state", "noted")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["confirmed", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_donation_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("noted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="programmes_donation_two_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="programmes_donation_amount"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dropped"), _negated=True),
                        fields=("bank_reference",),
                        name="programmes_donation_receipt_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Waits for a second person"),
                            ("confirmed", "Confirmed"),
                            ("dropped", "Not confirmed"),
                        ],
                        default="noted",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("is_back", models.BooleanField(default=False, verbose_name="back to the fund")),
                ("words", models.CharField(max_length=200, verbose_name="what for")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="programmes.fund",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "grant of a fund",
                "verbose_name_plural": "grants of funds",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state", "noted")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["confirmed", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_grant_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("noted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="programmes_grant_two_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="programmes_grant_amount"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GivenBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                ("noted_at", models.DateTimeField(verbose_name="noted at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "Waits for a second person"),
                            ("confirmed", "Confirmed"),
                            ("dropped", "Not confirmed"),
                        ],
                        default="noted",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("words", models.CharField(max_length=200, verbose_name="why")),
                (
                    "bank_reference",
                    models.CharField(max_length=40, verbose_name="number of the bank receipt"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "donation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_back",
                        to="programmes.donation",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "donation given back",
                "verbose_name_plural": "donations given back",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state", "noted")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["confirmed", "dropped"]),
                            ),
                            _connector="OR",
                        ),
                        name="programmes_givenback_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("noted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="programmes_givenback_two_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)),
                        name="programmes_givenback_amount",
                    ),
                ],
            },
        ),
    ]
