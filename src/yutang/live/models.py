"""Tables of the live room: the sale, its lineup, what was shown, said and watched."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yutang.plumbing.reader import reads_english


class SaleState(models.TextChoices):
    """预告 → 直播中 ↔ 暂停 → 结束 → 回放."""

    PLANNED = "planned", _("Announced")
    LIVE = "live", _("Live now")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")
    REPLAY = "replay", _("Replay")


class Sale(models.Model):
    """One live sale (一场直播)."""

    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=90, blank=True)
    cover = models.FileField(_("cover picture"), upload_to="covers/%Y/%m/", blank=True)
    notice = models.CharField(_("notice to viewers"), max_length=120, blank=True)
    county_codes = ArrayField(models.CharField(max_length=6), verbose_name=_("counties"))
    host = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="sales_hosted", verbose_name=_("host")
    )
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField(_("starts at"))
    state = models.CharField(_("state"), max_length=8, choices=SaleState, default=SaleState.PLANNED)
    live_at = models.DateTimeField(_("went live at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    likes = models.PositiveBigIntegerField(_("likes"), default=0)
    is_demo = models.BooleanField(_("demo"), default=False)
    rehearses = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rehearsals",
        verbose_name=_("rehearses"),
        help_text=_("the real sale that this one rehearses; in no list and no figure"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        indexes = [
            models.Index(fields=["state", "starts_at"], name="live_sale_state"),
            GinIndex(fields=["county_codes"], name="live_sale_counties"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """The title in the reader's language, else in Chinese."""
        return (reads_english() and self.title_en) or self.title


class HelperRole(models.TextChoices):
    ASSISTANT = "assistant", _("Assistant")
    MODERATOR = "moderator", _("Moderator")


class Helper(models.Model):
    """Somebody beside the host: an assistant runs the lineup, a moderator the chat."""

    sale = models.ForeignKey(Sale, models.CASCADE, related_name="helpers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=HelperRole)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sale", "person", "role"], name="live_helper_once"),
        ]


class StateChange(models.Model):
    """One move of a sale along its states."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    from_state = models.CharField(max_length=8)
    to_state = models.CharField(max_length=8)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("step of a sale")
        verbose_name_plural = _("steps of sales")


class LineupItem(models.Model):
    """A lot's place in the lineup (小黄车) of a sale."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="lineup")
    lot = models.OneToOneField("trade.Lot", models.PROTECT, related_name="lineup_item")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sale", "position"],
                name="live_lineup_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]


class Pin(models.Model):
    """A lot shown as 讲解中 from `at` until `until`; at most one at a time in a sale."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="pins")
    lot = models.ForeignKey("trade.Lot", models.PROTECT, related_name="pins")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sale"], condition=Q(until=None), name="live_pin_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["sale", "at"], name="live_pin_sale")]


class Message(models.Model):
    """A line of chat. Hiding keeps the row, with who hid it and why."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="messages")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    text = models.CharField(max_length=100)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    hidden_reason = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("line of chat")
        verbose_name_plural = _("chat")
        indexes = [models.Index(fields=["sale", "-id"], name="live_message_latest")]


class Mute(models.Model):
    """A person who may not write in this sale's chat."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="mutes")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=100)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sale", "person"], condition=Q(lifted_at=None), name="live_mute_once"
            ),
        ]


class Viewing(models.Model):
    """One viewer of a sale (an account, else a signed device): entries (PV) and time stayed."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="viewings")
    viewer = models.CharField(max_length=40, help_text="p:<person id> or d:<device id>")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    entries = models.PositiveIntegerField(default=0)
    stayed_s = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sale", "viewer"], name="live_viewing_once"),
        ]


class OnlineSample(models.Model):
    """How many were online, as one gate counted them at one moment (each 5 s while watched)."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="online_samples")
    at = models.DateTimeField()
    gate = models.CharField(max_length=24)
    online = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["sale", "at"], name="live_online_sale")]


class Broadcast(models.Model):
    """One run of a camera, file or pulled stream into the sale's recording."""

    sale = models.ForeignKey(Sale, models.PROTECT, related_name="broadcasts")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=12, help_text="camera, file or pull")
    codecs = models.CharField(max_length=60, blank=True)
    transcoded = models.BooleanField(default=False)
    end_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("broadcast")
        verbose_name_plural = _("broadcasts")
        indexes = [models.Index(fields=["sale", "started_at"], name="live_broadcast_sale")]


class RehearsalState(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    BROKEN_OFF = "broken", _("Broken off")


class Rehearsal(models.Model):
    """One rush of synthetic buyers at a sale made for it (`sale.rehearses` is the real one)."""

    sale = models.OneToOneField(Sale, models.PROTECT, related_name="rehearsal")
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=RehearsalState, default=RehearsalState.RUNNING)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    command = models.CharField(max_length=400, help_text="the line that plays it again")
    buyers = ArrayField(models.BigIntegerField(), default=list, help_text="their accounts' ids")
    report = models.JSONField(null=True)
