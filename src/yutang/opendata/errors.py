"""Refusals of the opendata room; its API says them as JSON."""

from yutang.kernel.errors import Refusal


class NoSuchSet(Refusal):
    """Fields: `name`."""

    code = "no_such_set"
    status = 404
    zh = "没有叫“{name}”的数据集。目录见 /data/api/v1/sets/。"
    en = "There is no data set called “{name}”. The list is at /data/api/v1/sets/."


class NoSuchVersion(Refusal):
    """Fields: `version`."""

    code = "no_such_version"
    status = 404
    zh = "没有版本“{version}”。"
    en = "There is no version “{version}”."


class NothingYet(Refusal):
    code = "nothing_yet"
    status = 404
    zh = "还没有发布过数据。第一版在有满十人的数据之后的当天夜里发布。"
    en = "Nothing was published yet. The first version comes the night after there are facts."


class BadQuestion(Refusal):
    """Fields: `name` of the parameter, `said`."""

    code = "bad_parameter"
    status = 422
    zh = "参数 {name} 写成“{said}”看不懂。写法见 /data/api/v1/。"
    en = "The parameter {name} says “{said}”, which is not understood. See /data/api/v1/."
