"""An attempt that its provider does not know to be closed is asked about too; bills of days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("money", "0003_refunds_within"),
        ("trade", "0007_freight"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("cod", "Cash on delivery"),
                            ("test", "Test cashier (demo, no real money)"),
                            ("wechat", "WeChat Pay"),
                            ("alipay", "Alipay"),
                            ("bank", "Bank transfer"),
                        ],
                        max_length=6,
                        verbose_name="method",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("fetched_at", models.DateTimeField(verbose_name="fetched at")),
                ("lines", models.PositiveIntegerField(verbose_name="lines")),
                ("paid_fen", models.BigIntegerField(verbose_name="paid in fen")),
                ("refunded_fen", models.BigIntegerField(verbose_name="refunded in fen")),
                ("mismatches", models.PositiveIntegerField(verbose_name="mismatches")),
            ],
            options={
                "verbose_name": "bill of a day",
                "verbose_name_plural": "bills of days",
            },
        ),
        migrations.AddConstraint(
            model_name="bill",
            constraint=models.UniqueConstraint(fields=("provider", "day"), name="money_bill_once"),
        ),
        migrations.RemoveIndex(
            model_name="attempt",
            name="money_attempt_to_ask",
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("closed_at", None), ("state__in", ["open", "closed"])),
                fields=["ask_at"],
                name="money_attempt_to_ask",
            ),
        ),
    ]
