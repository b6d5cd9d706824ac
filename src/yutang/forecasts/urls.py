"""Addresses of the forecasts room, under /forecasts/."""

from django.urls import path

from yutang.forecasts.pages import plans, subjects

app_name = "forecasts"
urlpatterns = [
    path("forecasts/", subjects.subjects, name="subjects"),
    path("forecasts/<int:subject_id>/", subjects.subject, name="subject"),
    path("forecasts/sales/<int:sale_id>/", plans.sale, name="sale"),
    path("forecasts/plans/<int:plan_id>/", plans.plan, name="plan"),
]
