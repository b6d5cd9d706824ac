"""Training: who came, how often, who completed, and what came of it after 3, 6 and 12 months."""

from functools import partial
from typing import Any

from yutang.indicators.definitions.words import (
    CLASSES,
    HEBEI,
    HOMES,
    OWN,
    PERCENT,
    PERSONS,
    TIMES,
    VILLAGE_FUNDS,
    YUAN,
)
from yutang.indicators.rules.shape import Count, Distinct, Indicator, Ratio, Sum, Where, median
from yutang.kernel.told import Told

_came = partial(
    Indicator,
    fact="attendance",
    scope=CLASSES,
    source=HEBEI,
    origin="A",
    unit=PERSONS,
    counts="persons",
    measure=Distinct(),
    shows=("course_kind", "how"),
)
_completed = partial(
    Indicator,
    fact="completion",
    scope=CLASSES,
    source=HEBEI,
    origin="A",
    unit=PERSONS,
    counts="persons",
    measure=Distinct(),
    shows=("course_kind",),
)
_asked = partial(
    Indicator,
    fact="placement",
    scope=HOMES,
    source=VILLAGE_FUNDS,
    unit=PERSONS,
    counts="persons",
    measure=Distinct(),
    shows=("months", "after"),
)
_began = partial(
    Indicator,
    fact="placement",
    scope=HOMES,
    source=HEBEI,
    origin="A",
    unit=PERSONS,
    counts="persons",
    measure=Distinct(),
    shows=("work_kind",),
)
_qingcheng = Told(
    "青橙计划的班，三年 100 所中职、8 万学生、1 万教师",
    "classes of the Qingcheng plan: in 3 years 100 schools, 80,000 students, 10,000 teachers",
)


def _qingcheng_as(who: str) -> Where:
    return lambda t: (t.plan == "qingcheng") & (t.as_who == who)


def _after(months: int, result: Where | None = None) -> Where:
    def holds(t: Any) -> Any:
        asked = (t.months == months) & (t.after == "class") & t.answered
        return asked & result(t) if result else asked

    return holds


_RESULTS: tuple[tuple[str, Where, Told, Told], ...] = (
    (
        "opened_shop",
        lambda t: t.opened_shop,
        Told("开了店", "opened a shop"),
        Told("开了店", "had opened a shop"),
    ),
    ("sold", lambda t: t.sold, Told("卖出了货", "sold"), Told("卖出了货", "had sold something")),
    (
        "earned",
        lambda t: t.earned_fen > 0,
        Told("有了收入", "earned"),
        Told("有了收入", "earned from it"),
    ),
)


def _followed(months: int) -> tuple[Indicator, ...]:
    """Return who answered so many months after a class, and what they had come to."""
    base = f"training.asked_{months}"
    answered = _asked(
        name=base,
        title=Told(f"结业 {months} 个月后问到的人", f"Asked {months} months after a class"),
        told=Told(
            f"结业 {months} 个月后回访，问到了的不同的人。",
            f"Different persons who answered {months} months after they completed a class.",
        ),
        where=_after(months),
    )
    found = [answered]
    for name, result, title, told in _RESULTS:
        number = f"training.{name}_{months}"
        found += [
            _asked(
                name=number,
                title=Told(
                    f"结业 {months} 个月后{title.zh}的人",
                    f"Persons who {title.en} within {months} months of a class",
                ),
                told=Told(
                    f"问到的人里{told.zh}的。", f"Of those who answered, the ones who {told.en}."
                ),
                where=_after(months, result),
            ),
            Indicator(
                name=f"{number}_percent",
                title=Told(
                    f"结业 {months} 个月后{title.zh}的比例",
                    f"Share who {title.en} within {months} months of a class",
                ),
                told=Told(
                    f"问到的人里{told.zh}的比例；没问到的不在内。",
                    f"Of those who answered, the share who {told.en}; others are not in it.",
                ),
                scope=HOMES,
                source=VILLAGE_FUNDS,
                unit=PERCENT,
                digits=1,
                ratio=Ratio(number, base),
            ),
        ]
    return tuple(found)


INDICATORS = (
    _came(
        name="training.persons",
        title=Told("培训人数", "People trained"),
        told=Told(
            "期间至少来上过一次课的不同的人。",
            "Different people who were at a session of a class in the period.",
        ),
        figure="training.persons",
    ),
    _came(
        name="training.person_times",
        title=Told("培训人次", "Attendances at training"),
        told=Told(
            "来上一次课算一次：上三次课是三人次。",
            "Each time somebody was at a session: three sessions are three.",
        ),
        source=VILLAGE_FUNDS,
        origin="P",
        unit=TIMES,
        counts="person_times",
        measure=Count(),
        target="training_person_times",
        figure="training.person_times",
    ),
    Indicator(
        name="training.classes",
        title=Told("办班", "Classes held"),
        told=Told(
            "期间开班的班，取消的不算。",
            "Classes that began in the period, without cancelled ones.",
        ),
        scope=CLASSES,
        source=HEBEI,
        origin="A",
        fact="training_class",
        unit=Told("个班", "classes"),
        measure=Count(),
        shows=("course_kind", "state"),
        figure="training.classes",
    ),
    Indicator(
        name="training.schools",
        title=Told("培训基地和学校", "Bases and schools"),
        told=Told(
            "期间有班开的不同的基地和学校。", "Different bases and schools where a class began."
        ),
        scope=CLASSES,
        source=HEBEI,
        origin="A",
        fact="training_class",
        unit=Told("所", "schools"),
        measure=Distinct("school"),
        shows=("course_kind", "state"),
    ),
    _completed(
        name="training.completed",
        title=Told("结业人数", "People who completed a class"),
        told=Told("期间结业的不同的人。", "Different people judged to have completed a class."),
        figure="training.completed",
    ),
    _completed(
        name="training.cloud",
        title=Told("云计算认证人数", "People certified in cloud computing"),
        told=Told(
            "期间云计算初级认证班结业的不同的人。",
            "Different people who completed a class for the first certificate in cloud computing.",
        ),
        where=lambda t: t.course_kind == "cloud",
    ),
    _came(
        name="training.county_heads",
        title=Told("县长研修人数", "County heads at seminars"),
        told=Told(
            "来上过县长研修班的不同的人。",
            "Different people at a session of a county-head seminar.",
        ),
        where=lambda t: t.course_kind == "county_head",
    ),
    _came(
        name="training.qingcheng_schools",
        title=Told("青橙计划学校", "Schools of the Qingcheng plan"),
        told=Told(
            "青橙计划有人来上课的学校。",
            "Schools with a session of the Qingcheng plan that somebody attended.",
        ),
        scope=_qingcheng,
        unit=Told("所", "schools"),
        counts="",
        measure=Distinct("school"),
        where=lambda t: t.plan == "qingcheng",
        figure="training.qingcheng_schools",
    ),
    *(
        _came(
            name=f"training.qingcheng_{who}s",
            title=Told(f"青橙计划{zh}", f"{who.capitalize()}s of the Qingcheng plan"),
            told=Told(
                f"来上过青橙计划课的不同的{zh}。",
                f"Different {who}s at a session of the Qingcheng plan.",
            ),
            scope=_qingcheng,
            where=_qingcheng_as(who),
            figure=f"training.qingcheng_{who}s",
        )
        for who, zh in (("student", "学生"), ("teacher", "教师"))
    ),
    Indicator(
        name="training.useful_added",
        title=Told("学员打分相加", "Marks of learners, added"),
        told=Told(
            "学员给“有用”打的分（1–5）相加。", "Marks (1 to 5) that learners gave for usefulness."
        ),
        scope=CLASSES,
        source=OWN,
        fact="opinion",
        unit=Told("分", "points"),
        measure=Sum("useful"),
        shows=("class",),
    ),
    Indicator(
        name="training.opinions",
        title=Told("学员评价", "Opinions of learners"),
        told=Told("学员匿名评价了几次。", "How many learners gave their opinion."),
        scope=CLASSES,
        source=OWN,
        fact="opinion",
        unit=Told("条", "opinions"),
        measure=Count(),
        shows=("class",),
    ),
    Indicator(
        name="training.useful",
        title=Told("培训满意度", "Satisfaction with training"),
        told=Told(
            "学员给“有用”打的分的平均，满分 5 分。",
            "The mean of the marks that learners gave for usefulness, of 5.",
        ),
        scope=CLASSES,
        source=VILLAGE_FUNDS,
        unit=Told("分", "points"),
        digits=1,
        ratio=Ratio("training.useful_added", "training.opinions", times=1),
    ),
    _began(
        name="training.placed",
        title=Told("上岗人数", "Persons placed"),
        told=Told(
            "期间开始一份工作的不同的人，实习不算。",
            "Different persons who began to work in the period, internships apart.",
        ),
        where=lambda t: (t.months == 0) & t.is_job,
        figure="placement.persons",
    ),
    _began(
        name="training.interns",
        title=Told("实习人数", "Internships begun"),
        told=Told("期间开始实习的不同的人。", "Different persons who began an internship."),
        where=lambda t: (t.months == 0) & ~t.is_job,
        figure="placement.interns",
    ),
    *_followed(3),
    *_followed(6),
    *_followed(12),
    _asked(
        name="training.earned_median_yuan",
        title=Told("结业后月收入的中位数", "Median income a month after a class"),
        told=Told(
            "结业后回访，有收入的人一个月挣多少的中位数。",
            "Of follow-ups after a class in which somebody earned, the median of a month's income.",
        ),
        unit=YUAN,
        counts="yuan",
        measure=median("earned_fen", 100),
        where=lambda t: (t.after == "class") & (t.earned_fen > 0),
    ),
    Indicator(
        name="training.called",
        title=Told("抽查打通的人", "Trainees who answered a call"),
        told=Told(
            "抽中、打了电话、说清楚参加没参加的人。",
            "Persons drawn by chance who were called and said whether they took part.",
        ),
        scope=CLASSES,
        source=VILLAGE_FUNDS,
        fact="spot_check",
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        where=lambda t: t.about.startswith("training") & t.is_real.notnull(),
        shows=("about", "result"),
    ),
    Indicator(
        name="training.real",
        title=Told("抽查确认参加的人", "Trainees who confirmed"),
        told=Told("其中说自己参加过的。", "Of these, who said that they took part."),
        scope=CLASSES,
        source=VILLAGE_FUNDS,
        fact="spot_check",
        unit=PERSONS,
        counts="persons",
        measure=Distinct(),
        where=lambda t: t.about.startswith("training") & t.is_real,
        shows=("about", "result"),
    ),
    Indicator(
        name="training.real_percent",
        title=Told("抽查属实率", "Share who confirmed"),
        told=Told(
            "抽查打通的人里，说自己参加过的比例。",
            "Of the persons called, the share who said that they took part.",
        ),
        scope=CLASSES,
        source=VILLAGE_FUNDS,
        unit=PERCENT,
        digits=1,
        ratio=Ratio("training.real", "training.called"),
    ),
)
