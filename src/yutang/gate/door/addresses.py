"""The shape of the hot addresses: which sale they speak of, and which lot."""

from starlette.convertors import IntegerConvertor, register_url_convertor

from yutang.kernel.ids import ROW_DIGITS_MAX


class _Id(IntegerConvertor):
    """What fits the database's numbers; anything longer is no hot address and finds no page."""

    regex = f"[0-9]{{1,{ROW_DIGITS_MAX}}}"


register_url_convertor("sale", _Id())
register_url_convertor("lot", _Id())

SALE = "/live/{sale:sale}"
LOT = "{lot:lot}"
