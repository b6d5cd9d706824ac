"""Refusals of the ecology room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadOutline(Refusal):
    code = "bad_outline"
    status = 422
    field: ClassVar[str] = "corners"
    zh = "边界没有读懂。请每行写一个角点“经度，纬度”，按顺序走一圈，不要交叉；或传 GeoJSON 文件。"
    en = (
        "This outline is not understood. Give one corner a line as longitude, latitude, in the "
        "order of walking round without crossing; or a GeoJSON file."
    )


class BadPlot(Refusal):
    code = "bad_plot"
    status = 422
    zh = "请写地块名称、所在的村和亩数。"
    en = "Please give the plot's name, its village and its area."


class PlotElsewhere(Refusal):
    code = "plot_elsewhere"
    status = 422
    field: ClassVar[str] = "place"
    zh = "这个村不在项目的范围里。请换一个村或项目。"
    en = "This village is not within the programme. Please choose another one of them."


class PlotTwice(Refusal):
    code = "plot_twice"
    status = 409
    field: ClassVar[str] = "name"
    zh = "这个村已经有同名的地块。"
    en = "This village has a plot of that name already."


class BadPlanting(Refusal):
    code = "bad_planting"
    status = 422
    zh = "请写种了什么、多少亩；日期不能在今天以后。"
    en = "Please say what was planted and how many mu; the day cannot be after today."


class TooMuchPlanted(Refusal):
    """Fields: `left`, mu of the plot that are still free."""

    code = "too_much_planted"
    status = 409
    field: ClassVar[str] = "mu"
    zh = "这块地只剩 {left} 亩没有登记新种。补种请选“补种”。"
    en = "Only {left} mu of this plot are free. For trees that died choose “planted again”."


class PlantingDecided(Refusal):
    code = "planting_decided"
    status = 409
    zh = "这次种植已经有人核过了。"
    en = "Somebody has decided about this planting already."


class SecondLookNeeded(Refusal):
    code = "second_look_needed"
    status = 409
    zh = "自己登记的要请别人来核。"
    en = "What you noted yourself somebody else has to look at."


class ReasonMissing(Refusal):
    code = "ecology_reason_missing"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因，登记的人会看到。"
    en = "Please say why; whoever noted it reads it."


class BadSurvey(Refusal):
    code = "bad_survey"
    status = 422
    field: ClassVar[str] = "squares"
    zh = "请至少数一个样方，每行写“活的，死的”两个数；日期要在种植之后、不晚于今天。"
    en = (
        "Count at least one sample square, a line each as alive, dead; on a day after the "
        "planting and not after today."
    )


class BadWork(Refusal):
    code = "bad_work"
    status = 422
    field: ClassVar[str] = "members"
    zh = "请选谁来干的活；日期不能在今天以后。"
    en = "Please choose who worked; the day cannot be after today."


class ConsentMissing(Refusal):
    """Fields: `names`, masked."""

    code = "ecology_consent_missing"
    status = 409
    field: ClassVar[str] = "members"
    zh = "{names} 还没有同意为记工发钱使用信息，请先请他们同意。"
    en = "{names} did not agree yet that their data are used to note and pay work. Ask them first."


class WorkedAlready(Refusal):
    """Fields: `names`, masked, and `on`."""

    code = "worked_already"
    status = 409
    field: ClassVar[str] = "members"
    zh = "{names} 在 {on} 已经记过工，一个人一天只记一次。"
    en = "{names} worked on {on} already: a person is noted once a day."


class DayInSheet(Refusal):
    code = "day_in_sheet"
    status = 409
    zh = "这一天已经在工资表里，不能删。"
    en = "This day is in a wage sheet and cannot be taken back."


class BadSheet(Refusal):
    code = "bad_sheet"
    status = 422
    zh = "请写起止日期和每天的工钱。"
    en = "Please give the first and last day and the wage a day."


class NoDays(Refusal):
    code = "no_days"
    status = 409
    zh = "这段时间没有还没发钱的工。"
    en = "There are no unpaid work days in this time."


class SheetDecided(Refusal):
    code = "sheet_decided"
    status = 409
    zh = "这张工资表已经有人处理了。"
    en = "Somebody has decided about this wage sheet already."


class SecondAgreeNeeded(Refusal):
    code = "second_agree_needed"
    status = 409
    zh = "自己做的工资表要请另一位县办同意。"
    en = "Another clerk has to agree to a wage sheet that you made."
