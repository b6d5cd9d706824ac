"""Refusals about certified marks."""

from yutang.goods.errors.register import BadFact


class BadGreenNumber(BadFact):
    """Fields: `text`."""

    code = "bad_green_number"
    field = "number"
    zh = "绿色食品标志编号“{text}”不对。它是 LB-XX- 加 10 位数字，例如 LB-05-2001234567。"
    en = (
        "'{text}' is no number of a green food mark. It is LB-XX- and 10 digits, for example "
        "LB-05-2001234567."
    )


class BadEnterpriseNumber(BadFact):
    """Fields: `text`."""

    code = "bad_enterprise_number"
    field = "enterprise_number"
    zh = "绿色食品企业信息码“{text}”不对。它是 GF 加 12 位数字，在证书上。"
    en = "'{text}' is no green food enterprise code. It is GF and 12 digits, on the certificate."


class BadOrganicCode(BadFact):
    """Fields: `text`."""

    code = "bad_organic_code"
    field = "number"
    zh = "有机码“{text}”不对。它是 17 位数字，在标签上。"
    en = "'{text}' is no organic code. It has 17 digits and stands on the label."


class MarkNumberNeeded(BadFact):
    code = "mark_number_needed"
    field = "number"
    zh = "请填地理标志的登记编号或公告号。"
    en = "Give the registration or announcement number of the indication."


class MarkNameNeeded(BadFact):
    code = "mark_name_needed"
    field = "name"
    zh = "请填地理标志的名称，例如：宽城板栗。"
    en = "Give the name of the indication, for example Kuancheng chestnuts."


class HolderNeeded(BadFact):
    code = "holder_needed"
    field = "holder"
    zh = "请填证书上的持有人。"
    en = "Give the holder, as the certificate names it."


class AreaNeeded(BadFact):
    code = "area_needed"
    field = "area_code"
    zh = "地理标志要填保护范围所在的县或乡镇。"
    en = "A geographical indication needs its area: the county or town."


class OutsideArea(BadFact):
    """The product does not come from the area; fields: `origin`, `area`."""

    code = "outside_area"
    field = "area_code"
    zh = "产地“{origin}”不在保护范围“{area}”里，不能用这个地理标志。"
    en = "The origin {origin} lies outside the protected area {area}: the mark is not for it."


class AuthorityNeeded(BadFact):
    """Coming from the area is not enough: the holder authorises each user."""

    code = "authority_needed"
    field = "authority"
    zh = "产地在保护范围里还不够：要有持有人给这位生产者的用标授权编号。"
    en = (
        "To lie inside the area is not enough: give the number of the authorisation that the "
        "holder gave this producer."
    )


class ClerkAuthorises(BadFact):
    code = "clerk_authorises"
    status = 403
    field = "kind"
    zh = "地理标志由县办核对授权书后登记，请联系当地的工作人员。"
    en = (
        "A geographical indication is entered by the county's clerk, who checks the "
        "authorisation. Please ask there."
    )


class BadValidity(BadFact):
    code = "bad_validity"
    field = "valid_until"
    zh = "有效期不对：开始不能晚于结束，最长 10 年。"
    en = "The validity is wrong: it begins before it ends and lasts 10 years at most."


class MarkOver(BadFact):
    code = "mark_over"
    field = "valid_until"
    zh = "这张证书已经过期，请续展后再登记。"
    en = "This certificate has run out. Enter it once it is renewed."


class DocumentNeeded(BadFact):
    code = "document_needed"
    field = "file"
    zh = "请拍一张证书或授权书的照片。"
    en = "Add a photograph of the certificate or authorisation."


class MarkThere(BadFact):
    code = "mark_there"
    status = 409
    field = "number"
    zh = "这件货已经登记了这个标志。到期续展的，请先撤下旧的。"
    en = "The product has this mark already. When it was renewed, take the old one down first."
