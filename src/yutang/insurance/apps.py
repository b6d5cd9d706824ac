from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsuranceConfig(AppConfig):
    name = "yutang.insurance"
    label = "insurance"
    verbose_name = _("Insurance")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show plans and covers on pages below; offer how many are insured, and the premiums."""
        from yutang.insurance import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.insurance.queries import counting  # noqa: PLC0415
        from yutang.insurance.queries.plans import insurers  # noqa: PLC0415
        from yutang.insurance.rules.rolls import INSURER  # noqa: PLC0415
        from yutang.ledger import queries as ledger  # noqa: PLC0415
        from yutang.plumbing import figures, panels  # noqa: PLC0415

        panels.hang("programme", ours.of_programme, order=30)
        panels.hang("place", ours.of_place, order=62)
        panels.hang("me", ours.of_me, order=55)
        panels.hang("member", ours.of_member, order=30)
        ledger.name_owners(INSURER, insurers)
        figures.offer(
            figures.Figure(
                name="insurance.persons",
                title=_("Insured persons"),
                unit=_("persons"),
                told=_("Different persons whose cover began in the year, where they lived then."),
                read=counting.persons_figure,
                rows=counting.rows_address,
                order=80,
                counts="persons",
            )
        )
        figures.offer(
            figures.Figure(
                name="insurance.person_times",
                title=_("Insured person-times"),
                unit=_("person-times"),
                told=_(
                    "Enrolments whose cover began in the year: who is in two plans counts twice."
                ),
                read=counting.person_times_figure,
                rows=counting.rows_address,
                order=81,
                counts="person_times",
            )
        )
        figures.offer(
            figures.Figure(
                name="insurance.premium_yuan",
                title=_("Insurance premiums"),
                unit=_("yuan"),
                told=_("Premiums of the enrolments whose cover began in the year."),
                read=counting.premium_figure,
                rows=counting.rows_address,
                digits=2,
                order=82,
                counts="yuan",
            )
        )
