"""Addresses of the indicators room, under /indicators/."""

from django.urls import path, register_converter

from yutang.indicators.pages import definitions, numbers


class NumberName:
    """The name of an indicator, as `sales.net_yuan`."""

    regex = r"[a-z][a-z_]*\.[a-z][a-z0-9_]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Spot(NumberName):
    """A place's code, or `all` for the whole country."""

    regex = r"all|[0-9]{2,12}"


register_converter(NumberName, "number")
register_converter(Spot, "spot")

app_name = "indicators"
urlpatterns = [
    path("indicators/", definitions.definitions, name="definitions"),
    path("indicators/recompute.py", definitions.script, name="script"),
    path("indicators/<number:number>/", definitions.definition, name="definition"),
    path("indicators/<number:number>/look/", numbers.look, name="look"),
    path("indicators/<number:number>/<spot:spot>/", numbers.value, name="value"),
    path("indicators/<number:number>/<spot:spot>.csv", numbers.rows_file, name="rows-file"),
]
