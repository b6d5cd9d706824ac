"""Tables of the atlas room: shapes with their sources, borders, and how near is next door.

A shape is never changed: a new one takes its place, and the old one stays with the moment at which
it was replaced. Drawings are made from shapes and are made anew when a shape beside them changes,
so that neighbours keep one common line.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Datum(models.TextChoices):
    """What the coordinates are measured against; noted, never recomputed."""

    UNKNOWN = "unknown", _("not said")
    WGS84 = "wgs84", _("WGS-84")
    CGCS2000 = "cgcs2000", _("CGCS2000")
    GCJ02 = "gcj02", _("GCJ-02 (shifted, as web maps in China are)")


class MapSource(models.Model):
    """Where shapes come from, under which terms, and what has to stand beneath a map of them."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    licence = models.TextField(_("licence or terms"), blank=True)
    notice = models.TextField(_("notice beneath the map"))
    approval = models.CharField(
        _("approval number of the base map"), max_length=60, blank=True, help_text=_("审图号")
    )
    datum = models.CharField(
        _("datum"), max_length=8, choices=Datum, default=Datum.UNKNOWN, blank=False
    )
    made_at = models.DateTimeField(_("set down at"))

    class Meta:
        verbose_name = _("map source")
        verbose_name_plural = _("map sources")
        constraints = [
            models.CheckConstraint(condition=~Q(notice=""), name="atlas_mapsource_notice"),
        ]

    def __str__(self) -> str:
        return self.name


class Shape(models.Model):
    """The outline of a place: whole, and drawn at two scales. Degrees, longitude first."""

    code = models.CharField(_("place code"), max_length=12)
    level = models.PositiveSmallIntegerField(_("level"))
    edition = models.PositiveSmallIntegerField(_("edition of the codes"))
    whole = models.BinaryField(_("geometry (WKB)"))
    digest = models.CharField(_("SHA-256 of the geometry"), max_length=64)
    near = models.TextField(_("drawing of the place alone (GeoJSON geometry)"))
    far = models.TextField(_("drawing among many (GeoJSON geometry)"))
    west = models.FloatField(_("west"))
    south = models.FloatField(_("south"))
    east = models.FloatField(_("east"))
    north = models.FloatField(_("north"))
    inner_longitude = models.FloatField(_("longitude of a point inside"))
    inner_latitude = models.FloatField(_("latitude of a point inside"))
    is_repaired = models.BooleanField(_("outline was repaired"), default=False)
    source = models.ForeignKey(MapSource, models.PROTECT, related_name="shapes")
    made_at = models.DateTimeField(_("brought in at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(_("replaced at"), null=True)

    class Meta:
        verbose_name = _("shape")
        verbose_name_plural = _("shapes")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(replaced_at=None),
                opclasses=["text_pattern_ops"],
                name="atlas_shape_current",
            ),
            models.CheckConstraint(
                condition=Q(west__lt=F("east"), south__lt=F("north")), name="atlas_shape_box"
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("made_at")),
                name="atlas_shape_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["code", "made_at"], name="atlas_shape_history")]

    def __str__(self) -> str:
        return self.code


class Border(models.Model):
    """Two places of one level touch; written once, the lower code first."""

    low = models.CharField(_("one place"), max_length=12)
    high = models.CharField(_("the other place"), max_length=12)
    found_at = models.DateTimeField(_("found at"))

    class Meta:
        verbose_name = _("border")
        verbose_name_plural = _("borders")
        constraints = [
            models.UniqueConstraint(fields=["low", "high"], name="atlas_border_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="atlas_border_order"),
        ]
        indexes = [models.Index(fields=["high"], name="atlas_border_high")]

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"


class Reach(models.Model):
    """One version of a rule: points this near are neighbours where there is no outline."""

    place_code = models.CharField(
        _("place code"), max_length=12, blank=True, help_text=_("empty: the whole country")
    )
    km = models.DecimalField(_("kilometres"), max_digits=5, decimal_places=1)
    valid_from = models.DateField(_("valid from"))
    source = models.TextField(_("source of the rule"))
    made_at = models.DateTimeField(_("set down at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("reach")
        verbose_name_plural = _("reaches")
        constraints = [
            models.UniqueConstraint(fields=["place_code", "valid_from"], name="atlas_reach_once"),
            models.CheckConstraint(condition=Q(km__gt=0, km__lte=100), name="atlas_reach_km"),
        ]

    def __str__(self) -> str:
        return f"{self.place_code or '*'} {self.valid_from}: {self.km} km"
