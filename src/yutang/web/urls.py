"""Every address of the pages; the hot ones under /live/{sale}/ belong to the gate."""

from django.urls import include, path

from yutang.web import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("language/", pages.switch_language, name="switch-language"),
    path("text-size/", pages.switch_text_size, name="switch-text-size"),
    path("worker.js", pages.worker, name="worker"),
    path("places/", include("yutang.places.urls")),
    path("", include("yutang.people.urls")),
    path("", include("yutang.goods.urls")),
    path("", include("yutang.trade.urls")),
    path("", include("yutang.live.urls")),
    path("", include("yutang.money.urls")),
    path("", include("yutang.delivery.urls")),
    path("", include("yutang.parcels.urls")),
    path("", include("yutang.ledger.urls")),
    path("", include("yutang.shares.urls")),
    path("", include("yutang.payouts.urls")),
    path("", include("yutang.stations.urls")),
    path("", include("yutang.customs.urls")),
    path("", include("yutang.care.urls")),
    path("", include("yutang.yearbook.urls")),
    path("", include("yutang.atlas.urls")),
    path("", include("yutang.shops.urls")),
    path("", include("yutang.criteria.urls")),
    path("", include("yutang.specialities.urls")),
    path("", include("yutang.channel.urls")),
    path("", include("yutang.honours.urls")),
    path("", include("yutang.roster.urls")),
    path("", include("yutang.diplomas.urls")),
    path("", include("yutang.spotchecks.urls")),
    path("", include("yutang.programmes.urls")),
    path("", include("yutang.courses.urls")),
    path("", include("yutang.training.urls")),
    path("", include("yutang.insurance.urls")),
    path("", include("yutang.placement.urls")),
    path("", include("yutang.indemnity.urls")),
    path("", include("yutang.ecology.urls")),
    path("", include("yutang.hosts.urls")),
    path("", include("yutang.promises.urls")),
    path("", include("yutang.prices.urls")),
    path("", include("yutang.facts.urls")),
    path("", include("yutang.indicators.urls")),
    path("", include("yutang.reports.urls")),
    path("", include("yutang.forecasts.urls")),
    path("", include("yutang.boards.urls")),
    path("", include("yutang.opendata.urls")),
    path("", include("yutang.insight.urls")),
    path("office/", pages.office.urls),
]
handler400 = "yutang.web.pages.not_understood"
handler404 = "yutang.web.pages.not_found"
handler500 = "yutang.web.pages.failed"
