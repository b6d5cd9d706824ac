"""Refusals about batches: what they need before they are offered, steps, tests, certificates."""

from yutang.goods.errors.register import BadFact


class BatchNeeded(BadFact):
    """Goods of a class with certificates (农业农村部令 2025 年第 4 号) are offered by batch."""

    code = "batch_needed"
    status = 409
    field = "batch"
    zh = (
        "这类农产品由合作社或企业销售时，要按批次附承诺达标合格证，请先选批次："
        "在“货品”里登记批次、开合格证，再来上架。"
    )
    en = (
        "Goods of this class, sold by a co-operative or firm, need a batch with a certificate "
        "(chengnuo dabiao hegezheng). Choose a batch: write it down under Goods, issue its "
        "certificate, then come back."
    )


class CertificateNeeded(BadFact):
    """The batch has no certificate; fields: `number` of the batch."""

    code = "certificate_needed"
    status = 409
    field = "batch"
    zh = "批次“{number}”还没有承诺达标合格证，不能开卖。请在“货品”里打开这个批次，一分钟就能开好。"
    en = (
        "Batch {number} has no certificate (chengnuo dabiao hegezheng) yet, so it cannot be "
        "sold. Open the batch under Goods and issue one; it takes a minute."
    )


class BatchRecalled(BadFact):
    """The batch, or one that went into it, was recalled; fields: `number`."""

    code = "batch_recalled"
    status = 409
    field = "batch"
    zh = "批次“{number}”或它的原料批次已经召回，不能再卖，也不能再分装。"
    en = "Batch {number}, or one that went into it, was recalled: it is no longer sold or packed."


class TestFailed(BadFact):
    """The latest test of the batch failed; fields: `number`."""

    code = "batch_test_failed"
    status = 409
    field = "batch"
    zh = "批次“{number}”最近一次检测不合格，不能开合格证，也不能开卖。复检合格后再来。"
    en = (
        "The latest test of batch {number} failed: no certificate, and no sale. Come back when a "
        "new test has passed."
    )


class BatchShort(BadFact):
    """More than is left of the batch; fields: `number`, `left_kg`, `asked_kg`."""

    code = "batch_short"
    status = 409
    field = "units"
    zh = (
        "批次“{number}”只剩 {left_kg} 公斤，不够 {asked_kg} 公斤。请减少数量，"
        "或者先停卖同一批次里没卖完的货。"
    )
    en = (
        "Only {left_kg} kg are left of batch {number}; {asked_kg} kg are too many. Offer fewer, "
        "or first close other lots of this batch that still have units."
    )


class BadFlow(BadFact):
    """Nothing, or more comes out than goes in; fields: `in_kg`, `out_kg`."""

    code = "bad_flow"
    field = "quantity_g"
    zh = "得到 {out_kg} 公斤，用掉 {in_kg} 公斤：得到的要大于 0，也不能比用掉的多。"
    en = "{out_kg} kg come out of {in_kg} kg: it must be more than nothing and not more than that."


class SourceNeeded(BadFact):
    code = "source_needed"
    field = "grams"
    zh = "请至少在一个批次后面填写用了多少。"
    en = "Say of at least one batch how much was taken."


class StepTooEarly(BadFact):
    """A step, test or certificate lies before the harvest or ahead of today."""

    code = "step_day"
    field = "done_on"
    zh = "日期不能早于采收，也不能在今天之后。"
    en = "The day cannot be before the harvest, nor ahead of today."


class WorkerNeeded(BadFact):
    code = "worker_needed"
    field = "worker_name"
    zh = "请写明是谁做的：人名、合作社或企业。"
    en = "Say who did it: a person, co-operative or firm."


class ItemsNeeded(BadFact):
    code = "items_needed"
    field = "items"
    zh = "请写明检测了什么，例如：农药残留 68 项。"
    en = "Say what was tested, for example: 68 pesticide residues."


class ReportNeeded(BadFact):
    code = "report_needed"
    field = "file"
    zh = "检测机构做的检测，请拍一张报告的照片，并写明机构名称。"
    en = "For a laboratory's test, add a photograph of the report and the laboratory's name."


class BadArea(BadFact):
    code = "bad_field_area"
    field = "field_mu"
    zh = "面积要大于 0 亩，不超过 10 万亩。"
    en = "The area is more than 0 and at most 100,000 mu."


class BasisNeeded(BadFact):
    code = "basis_needed"
    field = "by_control"
    zh = "请至少选一项承诺依据。"
    en = "Choose at least one ground for the promise."


class TestNeeded(BadFact):
    """A ground that is a test needs one on record that passed."""

    code = "test_needed"
    field = "by_own_test"
    zh = "选了检测作依据，请先登记这个批次合格的检测结果。"
    en = "A promise on the ground of a test needs that test, passed, written down for this batch."


class ContactNeeded(BadFact):
    code = "contact_needed"
    field = "contact"
    zh = "请填联系电话：手机号，或带区号的座机。"
    en = "Give a telephone number: a mobile, or a fixed line with its area code."


class BadCertificateQuantity(BadFact):
    """Fields: `most_kg`."""

    code = "bad_certificate_quantity"
    field = "quantity_g"
    zh = "数量要大于 0，不超过这个批次的 {most_kg} 公斤。"
    en = "The quantity is more than 0 and at most the batch's {most_kg} kg."


class ReasonNeeded(BadFact):
    code = "reason_needed"
    field = "reason"
    zh = "请写明原因。"
    en = "Please say why."


class CertificateThere(BadFact):
    """Another certificate is in force than the one that was to be replaced; fields: `number`."""

    code = "certificate_there"
    status = 409
    zh = "这个批次已经有合格证 {number}。要更正，请打开它，开一张新的代替。"
    en = (
        "This batch has certificate {number} already. To correct it, open it and issue one that "
        "replaces it."
    )


class GrowerConfirms(BadFact):
    """The grower has an account, so nobody confirms in their name."""

    code = "grower_confirms"
    status = 409
    field = "reason"
    zh = "这位生产者有自己的账号，产地要本人登录后确认，别人不能代替。"
    en = "This producer has an account: they confirm the origin themselves, nobody in their name."


class NotARoot(BadFact):
    """What was made of other batches has the origin of those."""

    code = "origin_of_sources"
    status = 409
    zh = "这个批次是由别的批次做成的：产地在原来的批次上确认。"
    en = "This batch was made of others: the origin is confirmed on those."


class BadLine(BadFact):
    """A line of a file is no batch; fields: `line`."""

    code = "bad_line"
    field = "file"
    zh = "第 {line} 行看不懂。每行写：批次号、日期（如 2026-09-15）、公斤数，后面可写地块和亩数。"
    en = (
        "Line {line} cannot be read. Each says: batch number, day (such as 2026-09-15), "
        "kilograms; field and mu may follow."
    )


class RefusedLine(BadFact):
    """A line's batch cannot be kept; fields: `line`, `zh_why`, `en_why`."""

    code = "refused_line"
    field = "file"
    zh = "第 {line} 行：{zh_why}"
    en = "Line {line}: {en_why}"


class BadSheet(BadFact):
    """No table, an empty one, or too long; fields: `most`."""

    code = "bad_sheet"
    field = "file"
    zh = "这个文件读不了。请用 Excel（.xlsx）或 CSV，最多 {most} 行。"
    en = "That file cannot be read. Please use Excel (.xlsx) or CSV, at most {most} lines."
