"""Tables of the specialities room: what is counted of sales and output, plans, clusters.

What is counted (`DaySales`, `ClassYear`, clusters) is derived: it can be emptied and counted again.
Plans and their moves are what people wrote.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def private_files() -> Storage:
    """Return where evidence lies: only this room's pages hand it out."""
    return storages["private"]


class DaySales(models.Model):
    """What was sold of a product on a day (Shanghai), less what went back: rolled-up orders."""

    product = models.ForeignKey("goods.Product", models.CASCADE, related_name="+", db_index=False)
    day = models.DateField(_("day"))
    class_code = models.CharField(_("NY/T 3177 class"), max_length=8)
    origin_code = models.CharField(_("place of origin"), max_length=12)
    orders = models.PositiveIntegerField(_("orders"))
    units = models.PositiveBigIntegerField(_("units"))
    net_fen = models.PositiveBigIntegerField(_("net sales in fen"))

    class Meta:
        verbose_name = _("sales of a day")
        verbose_name_plural = _("sales of days")
        constraints = [
            models.UniqueConstraint(fields=["product", "day"], name="specialities_daysales_once"),
            models.CheckConstraint(condition=Q(orders__gt=0), name="specialities_daysales_some"),
        ]
        indexes = [
            models.Index(
                fields=["origin_code", "class_code"],
                opclasses=["text_pattern_ops", "text_ops"],
                name="specialities_daysales_place",
            )
        ]


class ClassYear(models.Model):
    """How one class of goods stands in one place and year; the empty code is all that is loaded.

    `by_month`: net fen of January to December; `by_term`: of the 24 solar terms, from 立春 on.
    """

    place_code = models.CharField(_("place"), max_length=12, blank=True)
    class_code = models.CharField(_("NY/T 3177 class"), max_length=8)
    year = models.PositiveSmallIntegerField(_("year"))
    sales_fen = models.PositiveBigIntegerField(_("net sales in fen"), default=0)
    orders = models.PositiveIntegerField(_("orders"), default=0)
    by_month = ArrayField(models.PositiveBigIntegerField(), verbose_name=_("by month"))
    by_term = ArrayField(models.PositiveBigIntegerField(), verbose_name=_("by solar term"))
    output_yuan = models.DecimalField(
        _("output in yuan"), max_digits=20, decimal_places=2, null=True
    )
    output_parts = models.PositiveIntegerField(_("places that reported it"), default=0)
    """0 none; 1 with the place's own fact; otherwise the sum of so many places in it."""
    is_own_fact = models.BooleanField(_("reported for the place itself"), default=False)

    class Meta:
        verbose_name = _("year of a class")
        verbose_name_plural = _("years of classes")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "year", "class_code"],
                opclasses=["text_pattern_ops", "int2_ops", "text_ops"],
                name="specialities_classyear_once",
            ),
            models.CheckConstraint(
                condition=Q(by_month__len=12, by_term__len=24), name="specialities_classyear_strips"
            ),
            models.CheckConstraint(
                condition=Q(output_yuan=None, output_parts=0)
                | Q(output_yuan__gte=0, output_parts__gt=0),
                name="specialities_classyear_output",
            ),
        ]


class Counting(models.Model):
    """One run of the count: when it began, and what it took."""

    began_at = models.DateTimeField(_("began at"))
    ended_at = models.DateTimeField(_("ended at"))
    product_days = models.PositiveIntegerField(_("sales of days"))
    standings = models.PositiveIntegerField(_("years of classes"))

    class Meta:
        verbose_name = _("counting")
        verbose_name_plural = _("countings")


class Scoring(models.Model):
    """One version of how a suggestion is scored: weights and scales, with their source."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=200)
    is_verified = models.BooleanField(_("verified"), default=False)
    weights = models.JSONField(_("weights and scales"))
    at = models.DateTimeField(_("set down at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("scoring")
        verbose_name_plural = _("scorings")


class PlanState(models.TextChoices):
    """draft → proposed by the village → agreed by the county → running → closed."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed to the county")
    AGREED = "agreed", _("Agreed by the county")
    RUNNING = "running", _("Being carried out")
    CLOSED = "closed", _("Closed for good")


class Plan(models.Model):
    """一村一品一镇一业: the leading good of a village or town, and what is done for it."""

    place_code = models.CharField(_("village or town"), max_length=12)
    class_code = models.CharField(_("NY/T 3177 class"), max_length=8)
    good = models.CharField(_("leading good"), max_length=40)
    summary = models.TextField(_("what is to come of it"), max_length=600, blank=True)
    owner = models.CharField(_("who answers for it"), max_length=60)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"))
    state = models.CharField(_("state"), max_length=8, choices=PlanState, default=PlanState.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    is_demo = models.BooleanField(_("invented for the demo"), default=False)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code"],
                condition=~Q(state="closed"),
                name="specialities_plan_one_living",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__lt=F("ends_on")), name="specialities_plan_begins_first"
            ),
            models.CheckConstraint(
                condition=Q(place_code__regex="^[0-9]{9}([0-9]{3})?$"),
                name="specialities_plan_of_village_or_town",
            ),
        ]
        indexes = [
            models.Index(
                fields=["place_code"],
                opclasses=["text_pattern_ops"],
                name="specialities_plan_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.good} {self.place_code}"


class Goal(models.Model):
    """What a plan wants to reach: a figure of the place, from so much to so much, by a year."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", db_index=False)
    figure = models.CharField(_("indicator"), max_length=60)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=2)
    baseline_year = models.PositiveSmallIntegerField(_("year of the baseline"))
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=2)
    target_year = models.PositiveSmallIntegerField(_("year of the target"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.UniqueConstraint(fields=["plan", "figure"], name="specialities_goal_once"),
            models.CheckConstraint(
                condition=Q(baseline_year__lt=F("target_year")) & ~Q(baseline=F("target")),
                name="specialities_goal_ahead",
            ),
        ]


class Task(models.Model):
    """What is done for a plan: what, by whom, until when, and how far it is."""

    class State(models.TextChoices):
        OPEN = "open", _("Not begun")
        DOING = "doing", _("Being done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not pursued")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    what = models.CharField(_("what is done"), max_length=120)
    owner = models.CharField(_("who does it"), max_length=60)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    note = models.CharField(_("note"), max_length=200, blank=True)
    evidence = models.FileField(
        _("photograph as evidence"), storage=private_files, upload_to="plans/%Y/%m/", blank=True
    )
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(note=""),
                name="specialities_task_dropped_with_reason",
            )
        ]


class PlanMove(models.Model):
    """One move of a plan along its states: by whom, when and why."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="moves")
    from_state = models.CharField(_("from state"), max_length=8, blank=True)
    to_state = models.CharField(_("to state"), max_length=8, choices=PlanState)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("move of a plan")
        verbose_name_plural = _("moves of plans")


class PlanVersion(models.Model):
    """A plan as it stood when it was written or changed; versions stay."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", db_index=False)
    version = models.PositiveIntegerField(_("version"))
    told = models.JSONField(_("the plan as it stood"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["version"]
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version"], name="specialities_planversion_once"
            )
        ]


class Cluster(models.Model):
    """An industry cluster: a class of goods in neighbouring towns that trade with the same."""

    class_code = models.CharField(_("NY/T 3177 class"), max_length=8)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    counted_at = models.DateTimeField(_("counted at"))

    class Meta:
        verbose_name = _("industry cluster")
        verbose_name_plural = _("industry clusters")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "class_code", "number"], name="specialities_cluster_once"
            )
        ]


class ClusterTown(models.Model):
    """A town of a cluster, and what it sold of the class in the year."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="towns", db_index=False)
    town_code = models.CharField(_("town"), max_length=9, db_index=True)
    sales_fen = models.PositiveBigIntegerField(_("net sales in fen"))
    share_percent = models.DecimalField(_("share of its sales"), max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = _("town of a cluster")
        verbose_name_plural = _("towns of clusters")
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "town_code"], name="specialities_clustertown_once"
            )
        ]


class ClusterLink(models.Model):
    """Why two neighbouring towns belong together: buyers and suppliers of both."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="links", db_index=False)
    town_a = models.CharField(_("town"), max_length=9)
    town_b = models.CharField(_("town"), max_length=9)
    how = models.CharField(_("how they are neighbours"), max_length=40)
    buyers = models.PositiveIntegerField(_("buyers of both"))
    suppliers = models.PositiveIntegerField(_("suppliers of both"))

    class Meta:
        verbose_name = _("link of a cluster")
        verbose_name_plural = _("links of clusters")
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "town_a", "town_b"], name="specialities_clusterlink_once"
            ),
            models.CheckConstraint(
                condition=Q(town_a__lt=F("town_b")), name="specialities_clusterlink_order"
            ),
        ]
