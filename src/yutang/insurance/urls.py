"""Addresses of the insurance room, under /insurance/."""

from django.urls import path

from yutang.insurance.pages import office, plans, rolls

app_name = "insurance"
urlpatterns = [
    path("insurance/", plans.plans, name="plans"),
    path("insurance/plans/new/", office.new_plan, name="plan-new"),
    path("insurance/plans/<int:insurance_plan>/", plans.plan, name="plan"),
    path("insurance/plans/<int:insurance_plan>/versions/", office.new_version, name="version-new"),
    path("insurance/plans/<int:insurance_plan>/periods/", office.periods, name="periods"),
    path("insurance/versions/<int:plan_version>/", plans.version, name="version"),
    path("insurance/policies/<int:policy>/", rolls.policy, name="policy"),
    path("insurance/policies/<int:policy>/insured/", rolls.insured, name="insured"),
    path("insurance/rolls/<int:roll>/", rolls.roll, name="roll"),
    path("insurance/rolls/<int:roll>/refused/", rolls.refused, name="refused"),
    path("insurance/template/", rolls.template, name="template"),
]
