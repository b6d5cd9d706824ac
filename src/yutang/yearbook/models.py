"""Tables of the yearbook: kinds of facts with their definitions, facts that only grow, what stands.

A fact is never changed: a correction or a withdrawal is a new fact that takes its place in the
line of facts of one source. What stands of a place is derived from them (`Standing`).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Rollup(models.TextChoices):
    SUM = "sum", _("the sum of the places in it")
    MEAN = "mean", _("the weighted mean of the places in it")
    NONE = "none", _("not made from the places in it")


class Method(models.TextChoices):
    REPORTED = "reported", _("reported")
    SURVEYED = "surveyed", _("surveyed")
    COMPUTED = "computed", _("computed")
    REGISTER = "register", _("taken from a register")
    ESTIMATED = "estimated", _("estimated")


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class FactKind(models.Model):
    """What can be known of a place in a year: households, income, output of a product class."""

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(_("name"), max_length=40, unique=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=40)
    title_en = models.CharField(_("title in English"), max_length=60)
    unit_zh = models.CharField(_("unit in Chinese"), max_length=20)
    unit_en = models.CharField(_("unit in English"), max_length=30)
    digits = models.PositiveSmallIntegerField(_("digits"), default=0)
    rollup = models.CharField(_("how places above are made"), max_length=4, choices=Rollup)
    weight = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("weighted by")
    )
    by_class = models.BooleanField(_("one value a product class"), default=False)
    headings = models.CharField(_("other headings in tables"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("place in the list"))

    class Meta:
        verbose_name = _("kind of fact")
        verbose_name_plural = _("kinds of facts")
        constraints = [
            models.CheckConstraint(
                condition=Q(rollup="mean", weight__isnull=False) | (~Q(rollup="mean")),
                name="yearbook_factkind_weight",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Definition(models.Model):
    """What a kind means in some years, where that is said, and which values are plausible."""

    kind = models.ForeignKey(FactKind, models.PROTECT, related_name="definitions")
    valid_from = models.PositiveSmallIntegerField(_("from the year"))
    valid_to = models.PositiveSmallIntegerField(_("to the year"), null=True)
    told_zh = models.TextField(_("meaning in Chinese"))
    told_en = models.TextField(_("meaning in English"))
    source = models.TextField(_("source of the definition"))
    least = models.DecimalField(_("least plausible"), max_digits=20, decimal_places=4, default=0)
    most = models.DecimalField(
        _("most plausible in a village"), max_digits=20, decimal_places=4, null=True
    )

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="yearbook_definition_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="yearbook_definition_years",
            ),
        ]


class Source(models.Model):
    """Where facts come from, as it is written under a number: an office, a yearbook, a survey."""

    name = models.CharField(_("source of facts"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("source of facts")
        verbose_name_plural = _("sources of facts")

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """One act of telling facts: from which source, how found, by whom, with what evidence."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="reports")
    method = models.CharField(_("way of finding"), max_length=9, choices=Method)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence)
    reason = models.CharField(_("why so sure, or not"), max_length=200, blank=True)
    as_of = models.DateField(_("as of"), null=True)
    at = models.DateTimeField(_("recorded at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    office_code = models.CharField(_("office of the place"), max_length=12, blank=True)
    evidence = models.CharField(_("evidence, SHA-256"), max_length=64, blank=True)
    evidence_name = models.CharField(_("name of the evidence"), max_length=120, blank=True)
    table = models.CharField(_("imported table, SHA-256"), max_length=64, blank=True)
    table_name = models.CharField(_("name of the table"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(condition=Q(method__in=Method.values), name="yearbook_method"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="yearbook_confidence"
            ),
        ]


class Fact(models.Model):
    """A value that a source gave of a place for a year; without a value it is a withdrawal."""

    place_code = models.CharField(_("place"), max_length=12, db_collation="C")
    kind = models.ForeignKey(FactKind, models.PROTECT, related_name="facts", db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    about = models.CharField(_("product class"), max_length=6, blank=True, db_collation="C")
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="facts", db_index=False)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="later", db_index=False
    )
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "kind", "year", "about", "source"],
                condition=Q(supersedes=None),
                name="yearbook_fact_first",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False),
                name="yearbook_fact_line",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, withdrawn_because="")
                | (Q(value=None, supersedes__isnull=False) & ~Q(withdrawn_because="")),
                name="yearbook_fact_value",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "kind", "year"], name="yearbook_fact_place"),
        ]


class Subject(models.Model):
    """What something is said about: a kind of fact of a place in a year, and of which product."""

    place_code = models.CharField(_("place"), max_length=12, db_collation="C")
    kind = models.ForeignKey(FactKind, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField(_("year"))
    about = models.CharField(_("product class"), max_length=6, blank=True, db_collation="C")

    class Meta:
        abstract = True


class Choice(Subject):
    """Which source stands where several disagree, said by a clerk; the newest choice counts."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(_("because"), max_length=200)
    at = models.DateTimeField(_("chosen at"))
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+", db_index=False)
    office_code = models.CharField(_("office of the place"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("choice of a source")
        verbose_name_plural = _("choices of sources")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="yearbook_choice_reason"),
        ]
        indexes = [
            models.Index(fields=["place_code", "kind", "year"], name="yearbook_choice_place"),
        ]


class Standing(Subject):
    """What stands of a place: its own fact, and what the places in it come to. Derived.

    `total` over `weight` is what the places one level below come to (weight null: a sum);
    `villages` of them told a value themselves, `wholes` are other places below that told theirs
    as a whole.
    """

    fact = models.ForeignKey(Fact, models.PROTECT, null=True, related_name="+", db_index=False)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True)
    is_disputed = models.BooleanField(_("sources disagree"), default=False)
    total = models.DecimalField(_("total below"), max_digits=32, decimal_places=4, null=True)
    weight = models.DecimalField(_("weight below"), max_digits=26, decimal_places=4, null=True)
    villages = models.PositiveIntegerField(_("villages that told"), default=0)
    wholes = models.PositiveIntegerField(_("places that told as a whole"), default=0)

    class Meta:
        verbose_name = _("what stands")
        verbose_name_plural = _("what stands")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place_code", "year", "about"], name="yearbook_standing_once"
            ),
            models.CheckConstraint(
                condition=Q(fact=None, value=None) | Q(fact__isnull=False, value__isnull=False),
                name="yearbook_standing_value",
            ),
        ]
