"""Addresses of the places room, under /places/."""

from django.urls import path

from yutang.places.pages import browsing, changes, lists

app_name = "places"
urlpatterns = [
    path("", browsing.search, name="search"),
    path("successors/", changes.successors, name="successors"),
    path("successors/import/", changes.import_successors, name="successors-import"),
    path(
        "successors/<int:successor_id>/remove/", changes.remove_successor, name="successor-remove"
    ),
    path("lists/", lists.lists, name="lists"),
    path("lists/<int:list_id>/", lists.match_list, name="list"),
    path("lists/<int:list_id>/join/", lists.rejoin, name="list-join"),
    path("lists/<int:list_id>/forget/", lists.forget, name="list-forget"),
    path("lists/<int:list_id>/rows/<int:list_row_id>/", lists.row, name="list-row"),
    path("<str:code>/", browsing.show, name="place"),
]
