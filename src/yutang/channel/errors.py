"""Refusals of the channel room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadChannel(Refusal):
    code = "bad_channel"
    status = 422
    zh = "请写明频道名称（40 字内）和主办单位（60 字内）。"
    en = "Please give the channel's name (40 letters) and its owner (60 letters)."


class ChannelTwice(Refusal):
    code = "channel_twice"
    status = 409
    field: ClassVar[str] = "name"
    zh = "已经有同名的频道。"
    en = "There is a channel of this name already."


class BadQuestions(Refusal):
    """Fields: `most`."""

    code = "bad_questions"
    status = 422
    field: ClassVar[str] = "own"
    zh = "清单要有 1 到 {most} 条。自己写的每行一条，如“02 有动物检疫证明”，开头的数字是品类代码。"
    en = "A checklist has 1 to {most} questions. Write your own one a line; digits name a class."


class BadCity(Refusal):
    code = "bad_city"
    status = 422
    field: ClassVar[str] = "city"
    zh = "推荐由市里提出，请选您负责的市。"
    en = "A city recommends. Please choose one of the cities you are clerk of."


class BadContact(Refusal):
    code = "bad_contact"
    status = 422
    field: ClassVar[str] = "phone"
    zh = "请写联系人姓名（30 字内）和能打通的电话，如 13800001234 或 0311-85550000。"
    en = "Please give a name (30 letters) and a number to call, as 13800001234 or 0311-85550000."


class BadSupply(Refusal):
    code = "bad_supply"
    status = 422
    field: ClassVar[str] = "supply_kg"
    zh = "年供应量请填大于 0 的公斤数。"
    en = "The supply of a year is more than 0 kg."


class BadPrice(Refusal):
    code = "bad_price"
    status = 422
    field: ClassVar[str] = "price"
    zh = "单价请填大于 0 的元数。"
    en = "The price of a unit is more than 0 yuan."


class BadMarks(Refusal):
    """Fields: `most`."""

    code = "bad_marks"
    status = 422
    field: ClassVar[str] = "marks"
    zh = "认证编号最多 {most} 个，用逗号分开。"
    en = "At most {most} numbers of marks, with commas between."


class NotFromCity(Refusal):
    code = "not_from_city"
    status = 422
    zh = "这款货的产地不在这个市。"
    en = "These goods do not come from this city."


class GoodOnList(Refusal):
    code = "good_on_list"
    status = 409
    zh = "这款货已经在推荐或已经上架，不用再推荐一次。"
    en = "These goods are already recommended or listed. There is nothing to do."


class TooManyGoods(Refusal):
    """Fields: `most`."""

    code = "too_many_goods"
    status = 422
    zh = "一份推荐表最多 {most} 款货。请另开一份。"
    en = "One recommendation holds {most} goods at most. Please begin another."


class NothingToSend(Refusal):
    code = "nothing_to_send"
    status = 422
    zh = "推荐表还是空的，请先加货品。"
    en = "The recommendation is empty. Please add goods first."


class SentAlready(Refusal):
    code = "sent_already"
    status = 409
    zh = "这份推荐表已经送出，不能再改。"
    en = "This recommendation was sent and can no longer be changed."


class DecidedAlready(Refusal):
    code = "decided_already"
    status = 409
    zh = "这款货已经有结论了，请刷新页面看结果。"
    en = "It was decided already. Please load the page again."


class YourOwn(Refusal):
    code = "your_own"
    status = 409
    zh = "这是您自己推荐的，要由别人来核对。"
    en = "You recommended this yourself; somebody else has to check it."


class AnsweredByRegister(Refusal):
    code = "answered_by_register"
    status = 409
    zh = "这一条由登记的资料回答。请先补资料，再刷新。"
    en = "The register answers this question. Complete the record there, then load this page again."


class NotAllPassed(Refusal):
    """Fields: `left`, questions that are open or failed."""

    code = "not_all_passed"
    status = 409
    zh = "还有 {left} 条没有通过，不能录用。"
    en = "{left} questions are not answered yes yet, so it cannot be admitted."


class ReasonNeeded(Refusal):
    code = "reason_needed"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请写明原因，推荐的人和农户会看到。"
    en = "Please say why: who recommended it and the producer will read it."


class NotAdmitted(Refusal):
    code = "not_admitted"
    status = 409
    zh = "只有录用的货才能上架。"
    en = "Only admitted goods can be listed."


class NotSound(Refusal):
    code = "not_sound"
    status = 409
    zh = "这批货已召回或检测不合格，不能上架。请换一批合格的货，重新推荐。"
    en = "The batch was recalled or failed a test. Recommend the good again with a sound batch."


class WrongStep(Refusal):
    code = "wrong_step"
    status = 409
    zh = "现在不能这样做，请刷新页面看最新状态。"
    en = "That cannot be done now. Please load the page again."


class BadList(Refusal):
    code = "bad_county_list"
    status = 422
    field: ClassVar[str] = "name"
    zh = "请写名单名称（60 字内）和出处（200 字内）。"
    en = "Please give the list's name (60 letters) and where it comes from (200 letters)."


class NoSuchCode(Refusal):
    """Fields: `code`, `name`."""

    code = "no_such_code"
    status = 422
    zh = "没有代码是 {code} 的县，省里也没有叫“{name}”的县。请按今天的区划改代码。"
    en = "No county has code {code}, and none of the province is called {name}. Use today's code."


class ProvinceNotLoaded(Refusal):
    """Fields: `code` of the province."""

    code = "province_not_loaded"
    status = 422
    zh = "代码 {code} 开头的省还没有载入区划。请运营先载入：yutang places load --province {code}。"
    en = "The places of province {code} are not loaded: yutang places load --province {code}."


class OtherName(Refusal):
    """Fields: `code`, `today`, `name`."""

    code = "other_name"
    status = 422
    zh = "代码 {code} 今天是“{today}”，不是“{name}”。请按今天的区划改代码或名称。"
    en = "Code {code} is {today} today, not {name}. Write today's code or name."


class SeveralNames(Refusal):
    """Fields: `name`, `found`."""

    code = "several_names"
    status = 422
    zh = "省里有几个“{name}”：{found}。请写代码。"
    en = "Several counties are called {name}: {found}. Write the code."


class ByName(Refusal):
    """A note. Fields: `code` written, `today` its code now."""

    code = "by_name"
    status = 422
    zh = "代码 {code} 不在今天的区划里，按名称认作 {today}。"
    en = "Code {code} is not in use today; by its name it was read as {today}."


class NamedAnew(Refusal):
    """A note. Fields: `name`, `today`."""

    code = "named_anew"
    status = 422
    zh = "“{name}”今天叫“{today}”。"
    en = "“{name}” is called {today} today."


class OddYears(Refusal):
    """A note. Fields: `year`, `here`, `told`."""

    code = "odd_years"
    status = 422
    zh = "{year} 年摘帽的有 {here} 个，公布的是 {told} 个（未核实）：至少有一个年份写错了。"
    en = "{here} left in {year}; published were {told} (unverified): a year must be wrong."
