"""Table of the places room: the administrative tree, one row a place and edition."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yutang.places.rules import CODE_DIGITS, Level, Named

LEVELS = [
    (Level.PROVINCE.value, _("province")),
    (Level.PREFECTURE.value, _("prefecture")),
    (Level.COUNTY.value, _("county")),
    (Level.TOWN.value, _("town")),
    (Level.VILLAGE.value, _("village")),
]
URBAN_RURAL_CLASSES = ("111", "112", "121", "122", "123", "210", "220")
"""城乡分类代码 of the National Bureau of Statistics: 1xx urban, 2xx rural."""


def _code_fits_level() -> Q:
    fits = Q()
    for level, digits in CODE_DIGITS.items():
        fits |= Q(level=level.value, code__regex=rf"^[0-9]{{{digits}}}$")
    return fits


class Place(models.Model):
    """A province, prefecture, county, town or village in one edition of the codes."""

    code = models.CharField(_("code"), max_length=12)
    edition = models.PositiveSmallIntegerField(_("edition"))
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(
        _("short name"), max_length=60, help_text=_("without unit and peoples, for searching")
    )
    parent_code = models.CharField(_("lies in"), max_length=9, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVELS)
    urban_rural_class = models.CharField(
        _("urban-rural class"), max_length=3, blank=True, help_text=_("empty until imported")
    )
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            # The text_pattern_ops let the same index answer "lies under" (code like '1308%').
            models.UniqueConstraint(
                fields=["code", "edition"],
                opclasses=["text_pattern_ops", "int2_ops"],
                name="places_place_code",
            ),
            models.CheckConstraint(condition=_code_fits_level(), name="places_place_level"),
            models.CheckConstraint(
                condition=Q(urban_rural_class__in=["", *URBAN_RURAL_CLASSES]),
                name="places_place_class",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(
                    # Unknown is not false to a CHECK: a half point must be refused by name.
                    longitude__isnull=False,
                    latitude__isnull=False,
                    longitude__range=(-180, 180),
                    latitude__range=(-90, 90),
                ),
                name="places_place_point",
            ),
        ]
        indexes = [
            models.Index(
                fields=["short_name"],
                opclasses=["text_pattern_ops"],
                name="places_place_short_name",
            ),
            models.Index(fields=["parent_code"], name="places_place_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def named(self) -> Named:
        """What the rules about names need of this place."""
        return Named(self.code, self.name, self.short_name)
