import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("roster", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Diploma",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True, verbose_name="number")),
                ("holder_sealed", models.BinaryField()),
                ("title_zh", models.CharField(max_length=60, verbose_name="what for, in Chinese")),
                ("title_en", models.CharField(max_length=120, verbose_name="what for, in English")),
                (
                    "hours",
                    models.DecimalField(decimal_places=1, max_digits=6, verbose_name="hours"),
                ),
                ("on", models.DateField(verbose_name="issued on")),
                ("place_code", models.CharField(max_length=12, verbose_name="issuer")),
                (
                    "programme",
                    models.CharField(blank=True, max_length=60, verbose_name="programme"),
                ),
                ("cause", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                ("issued_at", models.DateTimeField(verbose_name="issued at")),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diplomas",
                        to="roster.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "diploma",
                "verbose_name_plural": "diplomas",
                "indexes": [
                    models.Index(
                        fields=["place_code"],
                        name="diplomas_diploma_issuer",
                        opclasses=["text_pattern_ops"],
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("cause", "key"), name="diplomas_diploma_once"),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 0)), name="diplomas_diploma_hours"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_code__regex", "^[0-9]{2,12}$")),
                        name="diplomas_diploma_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Serial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_code", models.CharField(max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "diploma serial",
                "verbose_name_plural": "diploma serials",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place_code", "year"), name="diplomas_serial_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kid", models.CharField(max_length=43, unique=True, verbose_name="key id")),
                ("public", models.JSONField(verbose_name="public key")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("retired_at", models.DateTimeField(null=True, verbose_name="retired at")),
                ("distrusted_at", models.DateTimeField(null=True, verbose_name="distrusted at")),
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
                "verbose_name": "signing key",
                "verbose_name_plural": "signing keys",
            },
        ),
        migrations.CreateModel(
            name="Revocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("holder_sealed", models.BinaryField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "waits for a second person"),
                            ("confirmed", "revoked"),
                            ("dropped", "dropped"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
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
                    "diploma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revocations",
                        to="diplomas.diploma",
                    ),
                ),
                (
                    "replacement",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="diplomas.diploma",
                    ),
                ),
            ],
            options={
                "verbose_name": "revocation",
                "verbose_name_plural": "revocations",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dropped"), _negated=True),
                        fields=("diploma",),
                        name="diplomas_revocation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None), ("decided_by", None), ("state", "asked")
                            ),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="diplomas_revocation_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="diplomas_revocation_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replacement", None),
                            models.Q(("holder_sealed__isnull", False), ("state", "confirmed")),
                            _connector="OR",
                        ),
                        name="diplomas_revocation_replaces",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jws_sealed", models.BinaryField()),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "diploma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="diplomas.diploma",
                    ),
                ),
                (
                    "signing_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="diplomas.signingkey",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("diploma", "signing_key"), name="diplomas_signature_once"
                    )
                ],
            },
        ),
    ]
