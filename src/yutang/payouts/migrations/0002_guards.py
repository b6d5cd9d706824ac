"""The rest of the tables, and what two clerks at once could get wrong, as constraints."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payouts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place_code",
                    models.CharField(blank=True, max_length=12, verbose_name="place code"),
                ),
                ("least_fen", models.PositiveBigIntegerField(verbose_name="least amount in fen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "To be approved"),
                            ("approved", "Approved"),
                            ("sent", "At the bank"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved at")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="given to the bank at")),
                (
                    "dropped_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why dropped"),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payouts.bankprofile",
                    ),
                ),
            ],
            options={
                "verbose_name": "payout run",
                "verbose_name_plural": "payout runs",
                "indexes": [
                    models.Index(fields=["place_code", "-made_at"], name="payouts_run_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("made_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="payouts_run_by_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "dropped"]),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="payouts_run_approved",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="reply",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="payouts.run",
            ),
        ),
        migrations.AddField(
            model_name="payout",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="payouts",
                to="payouts.run",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "agreed", "given"])),
                fields=("payee",),
                name="payouts_advance_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_second", None),
                    models.Q(
                        ("agreed_first__isnull", False),
                        models.Q(("agreed_second", models.F("agreed_first")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="payouts_advance_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreed_first", None),
                        models.Q(("agreed_first", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("agreed_second", None),
                        models.Q(("agreed_second", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="payouts_advance_not_by_the_asker",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["agreed", "given", "repaid"]), _negated=True),
                    ("agreed_second__isnull", False),
                    _connector="OR",
                ),
                name="payouts_advance_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="payouts_advance_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(("repay_percent__gte", 1), ("repay_percent__lte", 90)),
                name="payouts_advance_percent",
            ),
        ),
        migrations.AddIndex(
            model_name="bankaccount",
            index=models.Index(fields=["payee", "-since"], name="payouts_account_payee"),
        ),
        migrations.AddConstraint(
            model_name="bankaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("payee",),
                name="payouts_account_in_use",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyline",
            constraint=models.UniqueConstraint(
                fields=("reply", "line"), name="payouts_replyline_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="replyline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolution", ""), ("resolved_at", None)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="payouts_replyline_resolved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(fields=("run", "digest"), name="payouts_reply_once"),
        ),
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["payee", "counted_at"], name="payouts_payout_payee"),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.UniqueConstraint(
                fields=("run", "position"), name="payouts_payout_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "open"])),
                fields=("payee", "kind"),
                name="payouts_payout_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_fen__gt", 0),
                    (
                        "gross_fen",
                        django.db.models.expressions.CombinedExpression(
                            models.F("repaid_fen"), "+", models.F("amount_fen")
                        ),
                    ),
                ),
                name="payouts_payout_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="payout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "balance"),
                        models.Q(("advance__isnull", False), ("repaid_fen", 0)),
                        _connector="OR",
                    ),
                    models.Q(("repaid_fen", 0), ("advance__isnull", False), _connector="OR"),
                ),
                name="payouts_payout_names_its_advance",
            ),
        ),
    ]
