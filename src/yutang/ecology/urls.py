"""Addresses of the ecology room, under /ecology/."""

from django.urls import path

from yutang.ecology.pages import land, planting, wages

app_name = "ecology"
urlpatterns = [
    path("ecology/", land.ecology, name="ecology"),
    path("ecology/programmes/<int:programme_id>/", land.of_programme, name="of-programme"),
    path("ecology/plots/new/", land.new_plot, name="plot-new"),
    path("ecology/plots/<int:plot_id>/", land.plot, name="plot"),
    path("ecology/plots/<int:plot_id>/outline/", land.outline, name="outline"),
    path("ecology/plots/<int:plot_id>/plant/", planting.plant, name="plant"),
    path("ecology/plots/<int:plot_id>/work/", wages.work, name="work"),
    path("ecology/work/<int:work_day_id>/take-back/", wages.take_back, name="take-back"),
    path("ecology/plantings/<int:planting_id>/", planting.planting, name="planting"),
    path("ecology/plantings/<int:planting_id>/decide/", planting.decide, name="planting-decide"),
    path("ecology/plantings/<int:planting_id>/photo/", planting.photo, name="planting-photo"),
    path("ecology/plantings/<int:planting_id>/survey/", planting.survey, name="survey"),
    path("ecology/surveys/<int:survey_id>/photo/", planting.survey_photo, name="survey-photo"),
    path("ecology/sheets/", wages.sheets, name="sheets"),
    path("ecology/sheets/new/", wages.new_sheet, name="sheet-new"),
    path("ecology/sheets/<int:sheet_id>/", wages.sheet, name="sheet"),
    path("ecology/sheets/<int:sheet_id>/decide/", wages.decide, name="sheet-decide"),
]
