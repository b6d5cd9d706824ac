"""Tables of the facts room: what changed, what was published, which versions must stay.

Facts themselves lie in the store as Parquet. `Change` is the outbox: written by triggers in the
transaction that changes something (`watching.py`), read and deleted by the publisher.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Facts of a kind have to be published again: those of a day, or all of them (no day)."""

    kind = models.CharField(_("kind"), max_length=40)
    day = models.DateField(_("day"), null=True)
    at = models.DateTimeField(_("changed at"), db_default=Now())

    class Meta:
        verbose_name = _("change of facts")
        verbose_name_plural = _("changes of facts")


class Manifest(models.Model):
    """One version of all that is published under a root; never changed but for `through`.

    `digest` stands for the hashes of all its parts. `through`: to which moment its facts are
    whole; moves on while nothing changes.
    """

    root = models.CharField(_("root"), max_length=8)
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("digest"), max_length=64)
    parts = models.PositiveIntegerField(_("parts"))
    rows = models.PositiveBigIntegerField(_("rows"))
    size = models.PositiveBigIntegerField(_("bytes"))
    through = models.DateTimeField(_("whole through"))
    published_at = models.DateTimeField(_("published at"), db_default=Now())

    class Meta:
        verbose_name = _("manifest")
        verbose_name_plural = _("manifests")
        constraints = [
            models.UniqueConstraint(fields=["root", "number"], name="facts_manifest_once"),
        ]


class Part(models.Model):
    """One file of facts: rows of a kind of a day, month or year.

    It belongs to the manifests from `since` up to, without, `until`; no end: to the present one.
    """

    root = models.CharField(_("root"), max_length=8)
    kind = models.CharField(_("kind"), max_length=40)
    part = models.CharField(_("part"), max_length=10)
    path = models.CharField(_("path in the store"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("bytes"))
    rows = models.PositiveBigIntegerField(_("rows"))
    shape = models.CharField(_("hash of its columns"), max_length=64)
    since = models.PositiveIntegerField(_("from manifest"))
    until = models.PositiveIntegerField(_("up to manifest"), null=True)

    class Meta:
        verbose_name = _("part of the facts")
        verbose_name_plural = _("parts of the facts")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "kind", "part"],
                condition=Q(until=None),
                name="facts_part_one_at_present",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="facts_part_span"
            ),
            models.CheckConstraint(condition=Q(rows__gt=0), name="facts_part_filled"),
        ]
        indexes = [models.Index(fields=["root", "until"], name="facts_part_until")]


class Pin(models.Model):
    """A manifest whose files must stay, and why: a report that was locked, for example."""

    root = models.CharField(_("root"), max_length=8)
    number = models.PositiveIntegerField(_("number"))
    why = models.CharField(_("why"), max_length=200)
    at = models.DateTimeField(_("pinned at"), db_default=Now())

    class Meta:
        verbose_name = _("pinned manifest")
        verbose_name_plural = _("pinned manifests")
        constraints = [
            models.UniqueConstraint(fields=["root", "number", "why"], name="facts_pin_once"),
        ]


class Known(models.Model):
    """A kind whose facts were once published whole, by which columns and which statement."""

    kind = models.CharField(_("kind"), max_length=40, primary_key=True)
    definition = models.CharField(_("hash of its definition"), max_length=64)

    class Meta:
        verbose_name = _("kind of facts published")
        verbose_name_plural = _("kinds of facts published")
