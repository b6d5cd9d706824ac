from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "yutang.programmes"
    label = "programmes"
    verbose_name = _("Programmes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show programmes on places and on the page "me"; offer figures; name accounts' owners."""
        from yutang.ledger import queries as ledger  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415
        from yutang.programmes import panels as ours  # noqa: PLC0415
        from yutang.programmes.queries import offers, owners  # noqa: PLC0415

        panels.hang("place", ours.of_place, order=45)
        panels.hang("me", ours.of_me, order=44)
        offers.offer()
        for prefix in owners.PREFIXES:
            ledger.name_owners(prefix, owners.names)
