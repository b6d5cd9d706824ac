"""The shape of the hot addresses: which sale they speak of, and which lot."""

from starlette.convertors import IntegerConvertor, register_url_convertor


class _Id(IntegerConvertor):
    """What fits the database's numbers; anything longer is no hot address and finds no page."""

    regex = "[0-9]{1,18}"


register_url_convertor("sale", _Id())
register_url_convertor("lot", _Id())

SALE = "/live/{sale:sale}"
LOT = "{lot:lot}"
