"""Refusals of the goods room. `field` names the question of the form that they answer."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadFact(Refusal):
    """A fact about goods that cannot be kept; `field` is where it was asked."""

    code = "bad_fact"
    status = 422
    field: ClassVar[str] = ""


class NameNeeded(BadFact):
    code = "name_needed"
    field = "name"
    zh = "请填写名称。"
    en = "Please give a name."


class NotYourPlace(BadFact):
    code = "not_your_place"
    field = "village_code"
    zh = "这个村不在您负责的地区。请联系当地的工作人员登记。"
    en = "That village is not in your area. Please ask the clerk there to register the producer."


class BadCreditCode(BadFact):
    """GB 32100-2015; fields: `text`."""

    code = "bad_credit_code"
    field = "credit_code"
    zh = (
        "统一社会信用代码“{text}”不对。它是 18 位数字和大写字母（没有 I、O、S、V、Z），"
        "请对照营业执照再填。"
    )
    en = (
        "'{text}' is no valid unified social credit code. It has 18 digits and capital letters "
        "(never I, O, S, V, Z); please copy it from the business licence."
    )


class CreditCodeNeeded(BadFact):
    code = "credit_code_needed"
    field = "credit_code"
    zh = "合作社和企业要填统一社会信用代码，在营业执照上。农户不用填。"
    en = (
        "A co-operative or firm needs its unified social credit code, from the business licence. "
        "A household does not."
    )


class BadScNumber(BadFact):
    """No number of a food production licence; fields: `text`."""

    code = "bad_sc_number"
    field = "sc_number"
    zh = (
        "食品生产许可证编号“{text}”不对。它是 SC 加 14 位数字，最后一位是校验码，请对照许可证再填。"
    )
    en = (
        "'{text}' is no valid food production licence number. It is SC and 14 digits, the last "
        "one a check digit; please copy it from the licence."
    )


class BadStandardNumber(BadFact):
    """Fields: `text`."""

    code = "bad_standard_number"
    field = "standard_number"
    zh = "产品标准号“{text}”看不懂。请照包装写，例如 GB/T 8233 或 Q/ABC 0001S-2023。"
    en = (
        "'{text}' does not look like a product standard. Please copy it from the label, for "
        "example GB/T 8233 or Q/ABC 0001S-2023."
    )


class LicenceNeeded(BadFact):
    """Food Safety Law: no sale of processed food without licence or registered workshop."""

    code = "licence_needed"
    field = "sc_number"
    zh = (
        "加工食品没有食品生产许可证(SC)或小作坊登记证，不能上架：按食品安全法会被重罚。"
        "请填其中一个编号；自家地里长的、没有加工过的，请选“初级农产品”。"
    )
    en = (
        "Processed food without a production licence (SC) or a registered workshop cannot be "
        "listed: the Food Safety Law fines it heavily. Give one of the two numbers; what was "
        "grown and not processed is a fresh farm product."
    )


class StandardNeeded(BadFact):
    code = "standard_needed"
    field = "standard_number"
    zh = "加工食品要有产品标准号，请照包装上的写，例如 GB/T 8233。"
    en = "Processed food needs its product standard; copy it from the label, for example GB/T 8233."


class BadClass(BadFact):
    """Fields: `text`."""

    code = "bad_class"
    field = "class_code"
    zh = "“{text}”不是农产品分类代码。代码是 2、4 或 6 位数字，例如仁果类是 010301。"
    en = (
        "'{text}' is no class of NY/T 3177. A class has 2, 4 or 6 digits; pome fruit is 010301, "
        "for example."
    )


class BadWeight(BadFact):
    code = "bad_weight"
    field = "net_weight_g"
    zh = "净重要大于 0，不超过 1000 公斤。"
    en = "The net weight is more than 0 and at most 1,000 kg."


class OriginElsewhere(BadFact):
    """The origin lies outside the producer's county; fields: `origin`, `county`."""

    code = "origin_elsewhere"
    field = "origin_reason"
    zh = "产地“{origin}”不在生产者所在的{county}。如果确实如此，请写明原因；产地作假是违法的。"
    en = (
        "The origin {origin} is not in the producer's county, {county}. If that is so, say why; "
        "a false origin is against the law."
    )


class BadQuantity(BadFact):
    code = "bad_batch_quantity"
    field = "quantity_g"
    zh = "数量要大于 0。"
    en = "The quantity is more than 0."


class HarvestAhead(BadFact):
    code = "harvest_ahead"
    field = "harvested_on"
    zh = "采收或生产日期不能在今天之后。"
    en = "The day of harvest or making cannot lie ahead."


class AlreadyThere(BadFact):
    """The name or number is taken; fields: `name`."""

    code = "already_there"
    status = 409
    field = "name"
    zh = "“{name}”已经有了。请用另一个名称，或者直接修改原来的那一条。"
    en = "There is '{name}' already. Give another name, or change the one there is."


class BatchAlreadyThere(AlreadyThere):
    code = "batch_already_there"
    field = "number"


class NotAPicture(BadFact):
    code = "not_a_picture"
    field = "file"
    zh = "这个文件不是照片。请用 JPG、PNG 或 WebP。"
    en = "That file is no photograph. Please use JPG, PNG or WebP."


class PictureTooLarge(BadFact):
    """Fields: `max_mb`."""

    code = "picture_too_large"
    status = 413
    field = "file"
    zh = "照片太大，最多 {max_mb} MB。请在手机上选小一点的。"
    en = "The picture is too large: at most {max_mb} MB. Choose a smaller one on the phone."


class TooManyPictures(BadFact):
    """Fields: `most`."""

    code = "too_many_pictures"
    status = 409
    field = "file"
    zh = "一件货最多放 {most} 张照片。请先删掉一张。"
    en = "A product shows at most {most} pictures. Please remove one first."


class AltNeeded(BadFact):
    code = "alt_needed"
    field = "alt"
    zh = "请用一句话写明照片里是什么，给看不见的人听。"
    en = "Say in a few words what the picture shows, for those who cannot see it."
