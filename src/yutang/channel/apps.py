from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChannelConfig(AppConfig):
    name = "yutang.channel"
    label = "channel"
    verbose_name = _("Channel")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the channel's mark on goods and places; suspend what is recalled."""
        from yutang.channel import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.channel.actions import stop_recalled  # noqa: PLC0415
        from yutang.goods import claims  # noqa: PLC0415
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("product", ours.mark, order=5)
        panels.hang("place", ours.of_place, order=55)
        panels.hang("me", ours.way_to_desk)
        claims.on_recall(stop_recalled)
