"""What the facts room says no to."""

from yutang.kernel.errors import NotFound, Refusal


class StoreUnreachable(Refusal):
    """The store does not take or give files. Fields: `store`, `why`."""

    code = "facts_store_unreachable"
    status = 503
    zh = "存放数据的地方（{store}）用不了：{why}。请检查 YUTANG_FACTS 和网络，再发布一次。"
    en = (
        "The store of facts at {store} cannot be used: {why}. "
        "Check YUTANG_FACTS and the way there, then publish again; nothing is lost."
    )


class NoRoom(Refusal):
    """The disk is full. Fields: `store`."""

    code = "facts_no_room"
    status = 507
    zh = "存放数据的磁盘（{store}）满了。请腾出空间，再运行 yutang facts publish，什么都不会丢。"
    en = (
        "No room left where facts are kept ({store}). Make room, then run yutang facts publish; "
        "nothing is lost."
    )


class FileMissing(Refusal):
    """A file that the manifest names is gone. Fields: `path`, `store`."""

    code = "facts_file_missing"
    status = 500
    zh = "数据文件 {path} 在 {store} 里找不到。请运行 yutang facts publish --all 重新发布。"
    en = (
        "The file {path} of the facts is not in {store}. "
        "Run yutang facts publish --all to publish it anew."
    )


class NoSpark(Refusal):
    """Spark is asked for, and its library is not installed."""

    code = "facts_no_spark"
    status = 500
    zh = "YUTANG_ENGINE 指定了 Spark，但没有安装 pyspark。请运行 make engines。"
    en = "YUTANG_ENGINE names Spark, but pyspark is missing. Run make engines."


class NoManifest(NotFound):
    """No manifest of this number, or its files are not kept any more. Fields: `number`."""

    code = "facts_no_manifest"
    zh = "没有编号为 {number} 的数据清单，或者它的文件已不再保留。"
    en = "There is no manifest {number}, or its files are not kept any more."


class Publishing(Refusal):
    """Somebody else is publishing now."""

    code = "facts_publishing"
    status = 409
    zh = "数据正在发布，请过一会儿再试。"
    en = "Facts are being published right now. Please try again in a while."


class NoKind(NotFound):
    """No kind of fact of this name."""

    code = "facts_no_kind"
    zh = "没有这一类数据。请到数据字典里找。"
    en = "There is no such kind of fact. Look in the dictionary of facts."
