"""The first half of `0001_initial`: one file would be too long to read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FIRST_TABLES = [
    migrations.CreateModel(
        name="Course",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "place_code",
                models.CharField(blank=True, max_length=12, verbose_name="place code"),
            ),
            (
                "shipped_as",
                models.SlugField(max_length=40, null=True, unique=True, verbose_name="ships as"),
            ),
            ("made_at", models.DateTimeField(verbose_name="begun at")),
            (
                "made_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
        ],
        options={
            "verbose_name": "course",
            "verbose_name_plural": "courses",
            "indexes": [
                models.Index(
                    fields=["place_code"],
                    name="courses_course_place",
                    opclasses=["text_pattern_ops"],
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="CourseVersion",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "course",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="versions",
                    to="courses.course",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="version")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("draft", "Draft"),
                        ("published", "Published"),
                        ("withdrawn", "Not offered any more"),
                    ],
                    default="draft",
                    max_length=9,
                    verbose_name="state",
                ),
            ),
            ("title", models.CharField(max_length=60, verbose_name="title")),
            (
                "title_en",
                models.CharField(blank=True, max_length=120, verbose_name="title in English"),
            ),
            ("about", models.TextField(verbose_name="what one learns")),
            (
                "about_en",
                models.TextField(blank=True, verbose_name="what one learns, in English"),
            ),
            (
                "quiz_percent",
                models.PositiveSmallIntegerField(verbose_name="share right to finish a quiz, %"),
            ),
            (
                "exam_questions",
                models.PositiveSmallIntegerField(verbose_name="questions drawn for the exam"),
            ),
            (
                "exam_minutes",
                models.PositiveSmallIntegerField(verbose_name="minutes for the exam"),
            ),
            (
                "exam_tries",
                models.PositiveSmallIntegerField(verbose_name="times the exam may be tried"),
            ),
            (
                "exam_percent",
                models.PositiveSmallIntegerField(verbose_name="share right to pass the exam, %"),
            ),
            ("content_mark", models.CharField(blank=True, max_length=64)),
            ("made_at", models.DateTimeField(verbose_name="begun at")),
            (
                "made_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("published_at", models.DateTimeField(null=True, verbose_name="published at")),
            (
                "published_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name": "version of a course",
            "verbose_name_plural": "versions of courses",
            "ordering": ["course", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("course", "number"), name="courses_version_once"),
                models.UniqueConstraint(
                    condition=models.Q(("state", "draft")),
                    fields=("course",),
                    name="courses_version_one_draft",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "published")),
                    fields=("course",),
                    name="courses_version_one_offered",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state", "draft"), ("published_at__isnull", False), _connector="OR"
                    ),
                    name="courses_version_published_at",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("exam_percent__lte", 100),
                        ("quiz_percent__lte", 100),
                        models.Q(
                            ("exam_questions", 0),
                            models.Q(("exam_minutes__gte", 1), ("exam_tries__gte", 1)),
                            _connector="OR",
                        ),
                    ),
                    name="courses_version_figures",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Lesson",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="lessons",
                    to="courses.courseversion",
                ),
            ),
            ("position", models.PositiveSmallIntegerField(verbose_name="position")),
            ("title", models.CharField(max_length=60, verbose_name="title")),
            (
                "title_en",
                models.CharField(blank=True, max_length=120, verbose_name="title in English"),
            ),
            ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes it takes")),
            ("text", models.TextField(verbose_name="words")),
            ("text_en", models.TextField(blank=True, verbose_name="words in English")),
            (
                "video",
                models.CharField(blank=True, max_length=120, verbose_name="address of the video"),
            ),
            (
                "video_s",
                models.PositiveIntegerField(default=0, verbose_name="seconds of the video"),
            ),
        ],
        options={
            "verbose_name": "lesson",
            "verbose_name_plural": "lessons",
            "ordering": ["version", "position"],
            "constraints": [
                models.UniqueConstraint(
                    deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                    fields=("version", "position"),
                    name="courses_lesson_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("video", ""), ("video_s", 0)),
                        models.Q(models.Q(("video", ""), _negated=True), ("video_s__gte", 1)),
                        _connector="OR",
                    ),
                    name="courses_lesson_video",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Study",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="studies",
                    to="courses.courseversion",
                ),
            ),
            ("began_at", models.DateTimeField(verbose_name="begun at")),
            (
                "began_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("last_at", models.DateTimeField(verbose_name="last at")),
            (
                "last_lesson",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="courses.lesson",
                ),
            ),
            ("is_demo", models.BooleanField(default=False, verbose_name="demo")),
        ],
        options={
            "verbose_name": "study",
            "verbose_name_plural": "studies",
            "constraints": [
                models.UniqueConstraint(fields=("member", "version"), name="courses_study_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="Attempt",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "study",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="attempts",
                    to="courses.study",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="attempt")),
            ("key", models.UUIDField(unique=True)),
            ("seed", models.CharField(max_length=32)),
            ("began_at", models.DateTimeField(verbose_name="begun at")),
            (
                "began_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("until", models.DateTimeField(verbose_name="until")),
            ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
            ("is_late", models.BooleanField(default=False, verbose_name="ended by the clock")),
            ("right", models.PositiveSmallIntegerField(null=True, verbose_name="right")),
            ("out_of", models.PositiveSmallIntegerField(verbose_name="out of")),
            ("is_passed", models.BooleanField(null=True, verbose_name="passed")),
            ("annulled_at", models.DateTimeField(null=True, verbose_name="annulled at")),
            (
                "annulled_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            ("annulled_why", models.TextField(blank=True, verbose_name="why it is annulled")),
        ],
        options={
            "verbose_name": "exam attempt",
            "verbose_name_plural": "exam attempts",
            "ordering": ["study", "number"],
            "indexes": [
                models.Index(
                    condition=models.Q(("ended_at", None)),
                    fields=["until"],
                    name="courses_attempt_runs",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("study", "number"), name="courses_attempt_once"),
                models.UniqueConstraint(
                    condition=models.Q(("ended_at", None)),
                    fields=("study",),
                    name="courses_attempt_one_open",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at", None), ("is_passed", None), ("right", None)),
                        models.Q(
                            ("ended_at__isnull", False),
                            ("is_passed__isnull", False),
                            ("right__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="courses_attempt_result_whole",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("annulled_at", None), ("annulled_by", None), ("annulled_why", "")
                        ),
                        models.Q(
                            ("annulled_at__isnull", False),
                            ("annulled_by__isnull", False),
                            ("ended_at__isnull", False),
                            models.Q(("annulled_why", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="courses_attempt_annulled_whole",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Assignment",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="assignments",
                    to="courses.courseversion",
                ),
            ),
            ("title", models.CharField(max_length=60, verbose_name="title")),
            (
                "title_en",
                models.CharField(blank=True, max_length=120, verbose_name="title in English"),
            ),
            ("text", models.TextField(verbose_name="what is to be done")),
            (
                "text_en",
                models.TextField(blank=True, verbose_name="what is to be done, in English"),
            ),
            (
                "photos_least",
                models.PositiveSmallIntegerField(default=0, verbose_name="photographs at least"),
            ),
            ("pass_points", models.PositiveSmallIntegerField(verbose_name="points to pass")),
        ],
        options={
            "verbose_name": "assignment",
            "verbose_name_plural": "assignments",
            "ordering": ["id"],
        },
    ),
    migrations.CreateModel(
        name="Criterion",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "assignment",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="criteria",
                    to="courses.assignment",
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("title", models.CharField(max_length=80, verbose_name="what counts")),
            (
                "title_en",
                models.CharField(
                    blank=True, max_length=160, verbose_name="what counts, in English"
                ),
            ),
            ("points", models.PositiveSmallIntegerField(verbose_name="points")),
        ],
        options={
            "verbose_name": "marking criterion",
            "verbose_name_plural": "marking criteria",
            "ordering": ["assignment", "position"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("assignment", "position"), name="courses_criterion_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(("points__gte", 1)), name="courses_criterion_points"
                ),
            ],
        },
    ),
]
