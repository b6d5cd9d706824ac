import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("insurance", "0002_guards"),
        ("people", "__first__"),
        ("programmes", "0005_first_kinds"),
        ("roster", "0002_guards"),
        ("shares", "0004_payee_of_roster"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(verbose_name="key")),
                ("place_code", models.CharField(max_length=12, verbose_name="village")),
                ("event", models.CharField(max_length=30, verbose_name="insured event")),
                ("happened_on", models.DateField(verbose_name="first day")),
                ("ended_on", models.DateField(verbose_name="last day")),
                ("total_fen", models.PositiveBigIntegerField(verbose_name="bill in fen")),
                (
                    "public_paid_fen",
                    models.PositiveBigIntegerField(verbose_name="paid by the state in fen"),
                ),
                (
                    "others_paid_fen",
                    models.PositiveBigIntegerField(verbose_name="paid by others in fen"),
                ),
                ("details_sealed", models.BinaryField()),
                (
                    "consent_on",
                    models.DateField(verbose_name="agreed to the use of health papers on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("filed", "To be assessed"),
                            ("returned", "More papers needed"),
                            ("differ", "Two assessors differ"),
                            ("agreed", "To be approved"),
                            ("approved", "Approved, being paid"),
                            ("paid", "Paid"),
                            ("refused", "Payment refused"),
                            ("appealed", "Under appeal"),
                            ("closed", "Refused after appeal"),
                            ("dropped", "Given up"),
                        ],
                        default="filed",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="in this state since")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("pay", "Pay out"), ("refuse", "Pay nothing")],
                        max_length=6,
                        verbose_name="agreed outcome",
                    ),
                ),
                (
                    "agreed_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="agreed in fen"),
                ),
                (
                    "approved_fen",
                    models.PositiveBigIntegerField(null=True, verbose_name="approved in fen"),
                ),
                (
                    "payout",
                    models.CharField(blank=True, max_length=20, verbose_name="payout that paid it"),
                ),
                ("filed_at", models.DateTimeField(verbose_name="filed at")),
                ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="insurance.enrolment",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="roster.member",
                        verbose_name="insured person",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="shares.payee",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="insurance.policy",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "insurance case",
                "verbose_name_plural": "insurance cases",
                "indexes": [
                    models.Index(fields=["state", "place_code"], name="indemnity_case_worklist"),
                    models.Index(fields=["place_code", "-filed_at"], name="indemnity_case_place"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("made_by", "key"), name="indemnity_case_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_fen__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("public_paid_fen"), "+", models.F("others_paid_fen")
                                ),
                            )
                        ),
                        name="indemnity_case_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__gte", models.F("happened_on"))),
                        name="indemnity_case_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "paid"]), _negated=True),
                            models.Q(
                                ("approved_fen__gt", 0),
                                ("outcome", "pay"),
                                ("payee__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="indemnity_case_approved_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "paid"), _negated=True),
                            models.Q(("payout", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="indemnity_case_paid_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicEntry",
            fields=[
                (
                    "number",
                    models.PositiveBigIntegerField(
                        primary_key=True, serialize=False, verbose_name="number"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("donated", "Donations that arrived"),
                            ("given_back", "Donations given back"),
                            ("enrolled", "People enrolled, with premiums"),
                            ("paid", "Cases paid"),
                            ("came_back", "Payments that came back"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("county", models.CharField(blank=True, max_length=6, verbose_name="county")),
                ("from_on", models.DateField(verbose_name="from")),
                ("to_on", models.DateField(verbose_name="up to")),
                ("times", models.PositiveBigIntegerField(verbose_name="person-times")),
                ("persons", models.PositiveBigIntegerField(verbose_name="persons")),
                ("sum_fen", models.PositiveBigIntegerField(verbose_name="sum in fen")),
                ("body", models.TextField(verbose_name="as it is hashed")),
                (
                    "previous",
                    models.CharField(max_length=64, verbose_name="hash of the one before"),
                ),
                ("hash", models.CharField(max_length=64, unique=True, verbose_name="hash")),
                ("at", models.DateTimeField(verbose_name="appended at")),
            ],
            options={
                "verbose_name": "entry of the public ledger",
                "verbose_name_plural": "entries of the public ledger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("previous",), name="indemnity_publicentry_one_after"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["donated", "given_back"]), ("persons", 0)),
                            ("persons__gte", 10),
                            _connector="OR",
                        ),
                        name="indemnity_publicentry_ten",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("identity", "Identity card"),
                            ("bank_card", "Bank card or passbook"),
                            ("bill", "Hospital bill"),
                            ("settlement", "Slip of the state insurance"),
                            ("diagnosis", "Diagnosis or discharge letter"),
                            ("school_letter", "Letter of admission to a school"),
                            ("birth_certificate", "Birth certificate"),
                            ("other", "Another paper"),
                        ],
                        max_length=20,
                        verbose_name="paper",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("of_sent", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="indemnity.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "paper of a case",
                "verbose_name_plural": "papers of cases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "code", "of_sent"), name="indemnity_paper_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Counted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("donated", "Donations that arrived"),
                            ("given_back", "Donations given back"),
                            ("enrolled", "People enrolled, with premiums"),
                            ("paid", "Cases paid"),
                            ("came_back", "Payments that came back"),
                        ],
                        max_length=10,
                        verbose_name="kind of row",
                    ),
                ),
                ("row_id", models.BigIntegerField(verbose_name="row")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="indemnity.publicentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "row counted in the public ledger",
                "verbose_name_plural": "rows counted in the public ledger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "row_id"), name="indemnity_counted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("documents", "Papers"),
                            ("assessed", "Assessed"),
                            ("reconciled", "Difference settled"),
                            ("more", "More papers asked for"),
                            ("approved", "Approved"),
                            ("refused", "Payment refused"),
                            ("appealed", "Appealed"),
                            ("decided", "Appeal decided"),
                            ("paid", "Paid"),
                            ("came_back", "Payment came back"),
                            ("dropped", "Given up"),
                        ],
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("pay", "Pay out"), ("refuse", "Pay nothing")],
                        max_length=6,
                        verbose_name="outcome",
                    ),
                ),
                ("amount_fen", models.PositiveBigIntegerField(verbose_name="amount in fen")),
                ("codes", models.JSONField(default=list, verbose_name="reasons")),
                ("figures", models.JSONField(default=dict, verbose_name="figures it rests on")),
                ("steps", models.JSONField(default=list, verbose_name="reckoning by the rule")),
                ("note_sealed", models.BinaryField(default=b"")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="indemnity.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage of a case",
                "verbose_name_plural": "stages of cases",
                "indexes": [models.Index(fields=["name", "at"], name="indemnity_stage_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "position"), name="indemnity_stage_position"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("name", "assessed")),
                        fields=("case", "round", "by"),
                        name="indemnity_stage_one_word_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refuse"), _negated=True),
                            ("amount_fen", 0),
                            _connector="OR",
                        ),
                        name="indemnity_stage_refused_is_nothing",
                    ),
                ],
            },
        ),
    ]
