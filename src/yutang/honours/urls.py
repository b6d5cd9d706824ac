"""Addresses of the honours room."""

from django.urls import path

from yutang.honours.pages import applying, deciding, notices, register, rules

app_name = "honours"
_application = "honours/applications/<int:application_id>/"
urlpatterns = [
    path("honours/", register.honours, name="register"),
    path("honours/register.csv", register.register_file, name="register-file"),
    path("honours/kinds/", rules.kinds, name="kinds"),
    path("honours/kinds/new/", rules.new_version, name="version-new"),
    path("honours/notices/", notices.notices, name="notices"),
    path("honours/notices/<int:noticed_id>/", notices.notice, name="notice"),
    path("honours/apply/", applying.apply, name="apply"),
    path("honours/applications/", applying.mine, name="mine"),
    path(_application, applying.application, name="application"),
    path(f"{_application}edit/", applying.edit, name="edit"),
    path(f"{_application}drop/", applying.drop, name="drop"),
    path(f"{_application}papers/<int:paper_id>/", applying.paper, name="paper"),
    path(f"{_application}papers/<int:paper_id>/drop/", applying.drop_paper, name="paper-drop"),
    path(f"{_application}decide/", deciding.decide, name="decide"),
    path(f"{_application}award/", deciding.award, name="award"),
    path("honours/objections/<int:objection_id>/decide/", deciding.objection, name="objection"),
    path("honours/objections/<int:objection_id>/contact/", deciding.contact, name="contact"),
    path("honours/worklist/", deciding.worklist, name="worklist"),
    path("honours/<slug:plaque_number>/", register.honour, name="honour"),
    path("honours/<slug:plaque_number>/plaque/", register.plaque, name="plaque"),
    path("honours/<slug:plaque_number>/step/", deciding.step, name="step"),
]
