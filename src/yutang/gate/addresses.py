"""The shape of the hot addresses: which sale they speak of."""

from starlette.convertors import IntegerConvertor, register_url_convertor


class _SaleId(IntegerConvertor):
    """What fits the database's numbers; anything longer is no hot address and finds no page."""

    regex = "[0-9]{1,18}"


register_url_convertor("sale", _SaleId())

SALE = "/live/{sale:sale}"
