"""Addresses of the specialities room."""

from django.urls import path

from yutang.specialities.pages import clusters, plans, scoring, standings

app_name = "specialities"
urlpatterns = [
    path("places/<code>/specialities/", standings.place, name="place"),
    path("places/<code>/specialities/<speciality>/", standings.rows, name="rows"),
    path("places/<code>/plans/", plans.county, name="county"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/new/", plans.new_plan, name="plan-new"),
    path("plans/<int:plan_id>/", plans.plan, name="plan"),
    path("plans/<int:plan_id>/edit/", plans.edit_plan, name="plan-edit"),
    path("plans/<int:plan_id>/move/", plans.move_plan, name="plan-move"),
    path("plans/<int:plan_id>/versions/<int:plan_version>/", plans.version, name="plan-version"),
    path("tasks/<int:task_id>/", plans.work_on_task, name="task"),
    path("tasks/<int:task_id>/evidence/", plans.evidence, name="task-evidence"),
    path("specialities/scoring/", scoring.scoring, name="scoring"),
    path("industry-clusters/", clusters.clusters, name="clusters"),
]
