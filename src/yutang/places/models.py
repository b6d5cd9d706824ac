"""Tables of the places room: the tree by editions, what became of old codes, old lists.

`Place` holds the tree of an edition; `Successor` leads from a code of one edition to a later one,
always forwards in time, so that no chain can run in a circle; `MatchList` and `MatchRow` keep an
old list beside today's codes, and `Alias` what people decided about names that nothing explains.
"""

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
    point_from = models.ForeignKey(
        "Filling", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    class_from = models.ForeignKey(
        "Filling", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

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


class Edition(models.Model):
    """A year's codes, as its source published them."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    source = models.CharField(_("taken from"), max_length=200)
    loaded_at = models.DateTimeField(_("loaded at"))

    class Meta:
        verbose_name = _("edition of the codes")
        verbose_name_plural = _("editions of the codes")

    def __str__(self) -> str:
        return str(self.year)


class Filling(models.Model):
    """Points or urban-rural classes that somebody filled in at once, from one source."""

    class What(models.TextChoices):
        POINTS = "points", _("points")
        CLASSES = "classes", _("urban-rural classes")

    what = models.CharField(_("what is filled in"), max_length=7, choices=What)
    source = models.CharField(_("taken from"), max_length=200)
    places = models.PositiveIntegerField(_("places"), default=0)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("filling")
        verbose_name_plural = _("fillings")

    def __str__(self) -> str:
        return self.source


class SuccessorKind(models.TextChoices):
    """What became of a code, from one edition to another."""

    SAME = "same", _("unchanged")
    RENAMED = "renamed", _("renamed")
    RECODED = "recoded", _("new code")
    MERGED = "merged", _("merged into")
    SPLIT = "split", _("divided into")
    ABOLISHED = "abolished", _("abolished")


class Successor(models.Model):
    """From a code of one edition to what it is in a later one; a split has one row a part."""

    old_code = models.CharField(_("old code"), max_length=12)
    old_edition = models.PositiveSmallIntegerField(_("its edition"))
    old_name = models.CharField(_("name then"), max_length=60)
    old_short_name = models.CharField(max_length=60)
    new_code = models.CharField(_("new code"), max_length=12, blank=True)
    new_edition = models.PositiveSmallIntegerField(_("edition of the new code"))
    kind = models.CharField(_("what happened"), max_length=9, choices=SuccessorKind)
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    source = models.CharField(_("taken from"), max_length=200)
    at = models.DateTimeField(_("written down at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("successor")
        verbose_name_plural = _("successors")
        constraints = [
            models.UniqueConstraint(
                fields=["old_code", "old_edition", "new_code"],
                opclasses=["text_pattern_ops", "int2_ops", "text_pattern_ops"],
                name="places_successor_once",
            ),
            models.UniqueConstraint(
                fields=["old_code", "old_edition"],
                condition=~Q(kind=SuccessorKind.SPLIT),
                name="places_successor_one",
            ),
            # Forwards in time only: no chain can come back to where it was.
            models.CheckConstraint(
                condition=Q(new_edition__gt=models.F("old_edition")),
                name="places_successor_forwards",
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessorKind.ABOLISHED, new_code="")
                | (~Q(kind=SuccessorKind.ABOLISHED) & ~Q(new_code="")),
                name="places_successor_leads",
            ),
        ]
        indexes = [
            models.Index(fields=["new_code"], name="places_successor_new"),
            models.Index(fields=["old_short_name"], name="places_successor_name"),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} {self.old_edition} → {self.new_code} {self.new_edition}"


class Alias(models.Model):
    """A way in which lists write a place, decided by a person; empty code: it is no more."""

    within = models.CharField(_("within"), max_length=12, blank=True)
    written = models.CharField(_("as written"), max_length=200)
    code = models.CharField(_("means"), max_length=12, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.UniqueConstraint(fields=["within", "written"], name="places_alias_once")
        ]

    def __str__(self) -> str:
        return f"{self.within} {self.written}"


class MatchLevel(models.TextChoices):
    """How a row of an old list was joined to today's codes, the surest first."""

    EXACT = "exact", _("exact")
    ALIAS = "alias", _("decided before")
    SUCCESSOR = "successor", _("by successor")
    SHORT = "short", _("by short name")
    MOVED = "moved", _("in another town or county today")
    VARIANT = "variant", _("one character off")
    GONE = "gone", _("no longer exists")
    AMBIGUOUS = "ambiguous", _("several possible")
    TOWN = "town", _("town only")
    COUNTY = "county", _("county only")
    PREFECTURE = "prefecture", _("prefecture only")
    NONE = "none", _("not found")


class MatchList(models.Model):
    """An old list that somebody brought, joined to the codes of `edition`."""

    name = models.CharField(_("name"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year of the list"), null=True)
    edition = models.PositiveSmallIntegerField(_("edition of the codes"))
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField(_("brought at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("list")
        verbose_name_plural = _("lists")
        constraints = [
            models.UniqueConstraint(fields=["by", "digest"], name="places_matchlist_once")
        ]

    def __str__(self) -> str:
        return self.name


class MatchRow(models.Model):
    """A row of a list: as written, how it was joined, and what a person decided."""

    match_list = models.ForeignKey(MatchList, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(_("row"))
    province = models.CharField(_("province"), max_length=60, blank=True)
    prefecture = models.CharField(_("prefecture"), max_length=60, blank=True)
    county = models.CharField(_("county"), max_length=60, blank=True)
    town = models.CharField(_("town"), max_length=60, blank=True)
    village = models.CharField(_("village"), max_length=60, blank=True)
    match = models.CharField(_("match"), max_length=10, choices=MatchLevel)
    code = models.CharField(_("code"), max_length=12, blank=True)
    distance = models.PositiveSmallIntegerField(_("characters off"), default=0)
    within = models.CharField(_("within"), max_length=12, blank=True)
    written = models.CharField(_("as written"), max_length=200)
    candidates = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        constraints = [
            models.UniqueConstraint(fields=["match_list", "number"], name="places_matchrow_once"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="places_matchrow_decided",
            ),
        ]
        indexes = [models.Index(fields=["match_list", "match"], name="places_matchrow_match")]
