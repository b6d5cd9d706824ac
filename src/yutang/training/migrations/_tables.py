"""The first tables of the training room: 0001 would be too long with all of them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = [
    migrations.CreateModel(
        name="Receipt",
        fields=[
            ("key", models.UUIDField(primary_key=True, serialize=False, verbose_name="key")),
            ("answer", models.JSONField(verbose_name="answer")),
            ("at", models.DateTimeField(verbose_name="at")),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "receipt",
            "verbose_name_plural": "receipts",
        },
    ),
    migrations.CreateModel(
        name="Rule",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("host", "Hosts of village shows"),
                        ("county_head", "County heads' seminar"),
                        ("taobao", "Taobao University course"),
                        ("dual", "Dual-teacher course"),
                        ("cloud", "Cloud computing certificate"),
                        ("qingcheng", "Qingcheng plan"),
                    ],
                    max_length=12,
                    verbose_name="kind",
                ),
            ),
            (
                "place_code",
                models.CharField(
                    blank=True,
                    help_text="empty: the whole country",
                    max_length=12,
                    verbose_name="place code",
                ),
            ),
            ("valid_from", models.DateField(verbose_name="valid from")),
            ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid until")),
            (
                "attendance_percent",
                models.PositiveSmallIntegerField(verbose_name="sessions attended, %"),
            ),
            ("needs_exam", models.BooleanField(verbose_name="exam passed")),
            ("needs_assignments", models.BooleanField(verbose_name="assignments passed")),
            ("practices", models.PositiveSmallIntegerField(verbose_name="practices done")),
            ("source", models.TextField(verbose_name="source of the rule")),
            (
                "is_unverified",
                models.BooleanField(default=False, verbose_name="unverified default"),
            ),
            (
                "made_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "completion rule",
            "verbose_name_plural": "completion rules",
            "constraints": [
                models.UniqueConstraint(
                    fields=("kind", "place_code", "valid_from"), name="training_rule_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_to", None),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                    name="training_rule_ends_after_it_begins",
                ),
                models.CheckConstraint(
                    condition=models.Q(("attendance_percent__lte", 100)),
                    name="training_rule_percent",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="School",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("name", models.CharField(max_length=60, verbose_name="name")),
            ("place_code", models.CharField(max_length=12, verbose_name="place")),
            (
                "is_vocational",
                models.BooleanField(default=False, verbose_name="vocational school"),
            ),
            ("made_at", models.DateTimeField(verbose_name="registered at")),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "school",
            "verbose_name_plural": "schools",
            "ordering": ["place_code", "name"],
            "constraints": [
                models.UniqueConstraint(fields=("place_code", "name"), name="training_school_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Cohort",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("host", "Hosts of village shows"),
                        ("county_head", "County heads' seminar"),
                        ("taobao", "Taobao University course"),
                        ("dual", "Dual-teacher course"),
                        ("cloud", "Cloud computing certificate"),
                        ("qingcheng", "Qingcheng plan"),
                    ],
                    max_length=12,
                    verbose_name="kind",
                ),
            ),
            ("title", models.CharField(max_length=60, verbose_name="title")),
            (
                "title_en",
                models.CharField(blank=True, max_length=80, verbose_name="title in English"),
            ),
            ("place_code", models.CharField(max_length=12, verbose_name="place")),
            ("held_at", models.CharField(max_length=80, verbose_name="where it is held")),
            ("begins_on", models.DateField(verbose_name="begins on")),
            ("ends_on", models.DateField(verbose_name="ends on")),
            ("seats", models.PositiveIntegerField(verbose_name="seats")),
            (
                "admits_at_once",
                models.BooleanField(verbose_name="admits whoever asks while there are seats"),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "Takes people"),
                        ("ended", "Class ended"),
                        ("cancelled", "Cancelled"),
                    ],
                    default="open",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("made_at", models.DateTimeField(verbose_name="set up at")),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
            (
                "course",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="courses.course",
                    verbose_name="course",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "programme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="programmes.programme",
                    verbose_name="programme",
                ),
            ),
            (
                "rule",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="cohorts",
                    to="training.rule",
                    verbose_name="completion rule",
                ),
            ),
            (
                "school",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="cohorts",
                    to="training.school",
                    verbose_name="school",
                ),
            ),
        ],
        options={
            "verbose_name": "class",
            "verbose_name_plural": "classes",
            "indexes": [
                models.Index(
                    fields=["place_code"],
                    name="training_cohort_place",
                    opclasses=["text_pattern_ops"],
                ),
                models.Index(fields=["state", "begins_on"], name="training_cohort_open"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                    name="training_cohort_days",
                ),
                models.CheckConstraint(
                    condition=models.Q(("seats__gt", 0)), name="training_cohort_seats"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ListImport",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("file_name", models.CharField(max_length=200, verbose_name="file")),
            ("file_digest", models.CharField(max_length=64)),
            ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
            ("added", models.PositiveIntegerField(default=0, verbose_name="new")),
            ("same", models.PositiveIntegerField(default=0, verbose_name="the same")),
            ("refused", models.PositiveIntegerField(default=0, verbose_name="refused")),
            ("at", models.DateTimeField(verbose_name="at")),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "cohort",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="imports",
                    to="training.cohort",
                ),
            ),
        ],
        options={
            "verbose_name": "list brought in",
            "verbose_name_plural": "lists brought in",
        },
    ),
    migrations.CreateModel(
        name="Opinion",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
            ("useful", models.PositiveSmallIntegerField(verbose_name="useful")),
            ("taught", models.PositiveSmallIntegerField(verbose_name="well taught")),
            ("held", models.PositiveSmallIntegerField(verbose_name="well organised")),
            ("words", models.CharField(blank=True, max_length=500, verbose_name="in words")),
            (
                "cohort",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="opinions",
                    to="training.cohort",
                ),
            ),
        ],
        options={
            "verbose_name": "opinion",
            "verbose_name_plural": "opinions",
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("held__range", (1, 5)),
                        ("taught__range", (1, 5)),
                        ("useful__range", (1, 5)),
                    ),
                    name="training_opinion_range",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Session",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("title", models.CharField(max_length=60, verbose_name="title")),
            ("starts_at", models.DateTimeField(verbose_name="begins at")),
            ("ends_at", models.DateTimeField(verbose_name="ends at")),
            (
                "mode",
                models.CharField(
                    choices=[
                        ("room", "In the room"),
                        ("online", "Only online"),
                        ("both", "In the room and online"),
                    ],
                    default="room",
                    max_length=6,
                    verbose_name="where",
                ),
            ),
            ("room", models.CharField(blank=True, max_length=60, verbose_name="room")),
            ("link", models.URLField(blank=True, verbose_name="link for those online")),
            ("is_practice", models.BooleanField(default=False, verbose_name="practice")),
            ("secret_sealed", models.BinaryField()),
            ("cancelled_at", models.DateTimeField(null=True, verbose_name="cancelled at")),
            (
                "cohort",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="sessions",
                    to="training.cohort",
                ),
            ),
        ],
        options={
            "verbose_name": "session",
            "verbose_name_plural": "sessions",
            "ordering": ["starts_at", "id"],
            "indexes": [models.Index(fields=["starts_at"], name="training_session_when")],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("cancelled_at", None)),
                    fields=("cohort", "starts_at"),
                    name="training_session_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="training_session_lasts",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Enrolment",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "joins_as",
                models.CharField(
                    choices=[("student", "Student"), ("teacher", "Teacher who learns")],
                    default="student",
                    max_length=7,
                    verbose_name="joins as",
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("asked", "Asked for"),
                        ("waiting", "On the waiting list"),
                        ("admitted", "Has a seat"),
                        ("attending", "Attending"),
                        ("completed", "Completed"),
                        ("failed", "Not completed yet"),
                        ("left", "Left the class"),
                        ("refused", "Not admitted"),
                    ],
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("since", models.DateTimeField(verbose_name="in this state since")),
            ("asked_at", models.DateTimeField(verbose_name="asked at")),
            (
                "how",
                models.CharField(
                    choices=[
                        ("self", "by themselves"),
                        ("helper", "by a helper"),
                        ("list", "from a list"),
                    ],
                    max_length=6,
                    verbose_name="enrolled",
                ),
            ),
            ("gender", models.CharField(blank=True, max_length=1, verbose_name="gender")),
            (
                "age",
                models.PositiveSmallIntegerField(
                    null=True, verbose_name="age when the class begins"
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "cohort",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="enrolments",
                    to="training.cohort",
                ),
            ),
            (
                "member",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="roster.member",
                ),
            ),
            (
                "brought",
                models.ForeignKey(
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="enrolments",
                    to="training.listimport",
                ),
            ),
        ],
        options={
            "verbose_name": "enrolment",
            "verbose_name_plural": "enrolments",
            "indexes": [
                models.Index(
                    fields=["cohort", "state", "asked_at"], name="training_enrolment_queue"
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("cohort", "member"), name="training_enrolment_once")
            ],
        },
    ),
]
