"""Refusals of the specialities room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadScoring(Refusal):
    code = "bad_scoring"
    status = 422
    zh = "权重和刻度没有填对：每项都要有整数权重（至少一项大于 0），两端的数值不能相同。"
    en = (
        "Weights and scales are not sound: each needs a whole weight (one above 0 at least) and"
        " two different ends."
    )


class BadPlan(Refusal):
    code = "bad_plan"
    status = 422
    zh = "请写明主导产品、品类、负责单位和起止日期；结束要晚于开始，最长十年。"
    en = (
        "Please give the leading good, its class, who answers for it, and its days: the end after"
        " the beginning, ten years at most."
    )


class BadGoal(Refusal):
    code = "bad_goal"
    status = 422
    zh = "目标没有填对：每个指标只写一次，目标值要和基数不同，目标年要晚于基数年。"
    en = (
        "A goal is not sound: each indicator once, a target that differs from the baseline, and a"
        " later year."
    )


class BadTask(Refusal):
    code = "bad_task"
    status = 422
    zh = "措施没有填对：写明做什么、谁来做，完成日期要在规划期内。"
    en = "A task is not sound: say what is done and by whom, with a day within the plan's own."


class NothingToPropose(Refusal):
    code = "nothing_to_propose"
    status = 409
    zh = "规划里至少要有一个目标和一项措施，才能上报。"
    en = "A plan needs a goal and a task before it is proposed."


class NoSuchMove(Refusal):
    code = "no_such_move"
    status = 409
    zh = "规划现在不能这样处理，可能别人刚刚改过。请刷新页面再看。"
    en = "The plan cannot go there now; somebody may have moved it. Please look at it again."


class ReasonMissing(Refusal):
    code = "reason_missing"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因，村里和县里都会看到。"
    en = "Please say why: village and county will both read it."


class PlanStands(Refusal):
    code = "plan_stands"
    status = 409
    zh = "这份规划已经上报或同意，内容不能再改。要改请先退回草稿。"
    en = "This plan was proposed or agreed and is not changed any more. Send it back first."


class PlanChanged(Refusal):
    code = "plan_changed"
    status = 409
    zh = "您打开之后，别人改过这份规划。请看过新的内容再改。"
    en = "Somebody changed this plan since you opened it. Please look at it, then change it."


class PlanTwice(Refusal):
    code = "plan_twice"
    status = 409
    field: ClassVar[str] = "place"
    zh = "这个村镇已有一份没有结束的规划。"
    en = "This village or town has a plan that is not closed."


class NoBaseline(Refusal):
    code = "no_baseline"
    status = 422
    field: ClassVar[str] = "figure"
    zh = "还没有这个地方这项指标的数据，没法定基数。请先在年鉴里登记，再定目标。"
    en = "Nothing is known of this indicator here yet. Enter it in the yearbook first, then set it."
