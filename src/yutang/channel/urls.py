"""Addresses of the channel room, under /channels/."""

from django.urls import path

from yutang.channel.pages import checking, counties, public, recommending, running

app_name = "channel"
urlpatterns = [
    path("channels/", public.channels, name="channels"),
    path("channels/new/", running.new_channel, name="channel-new"),
    path("channels/desk/", recommending.desk, name="desk"),
    path("channels/counties/", counties.lists, name="county-lists"),
    path("channels/counties/import/", counties.bring, name="county-import"),
    path("channels/counties/<int:list_id>/", counties.listed, name="county-list"),
    path("channels/<int:channel_id>/", public.channel, name="channel"),
    path("channels/<int:channel_id>/checklist/", running.checklist, name="checklist"),
    path("channels/<int:channel_id>/recommend/", recommending.begin, name="recommend"),
    path(
        "channels/recommendations/<int:recommendation_id>/",
        recommending.recommendation,
        name="recommendation",
    ),
    path(
        "channels/recommendations/<int:recommendation_id>/goods/",
        recommending.choose,
        name="goods-choose",
    ),
    path(
        "channels/recommendations/<int:recommendation_id>/goods/<int:product_id>/",
        recommending.add,
        name="goods-add",
    ),
    path("channels/recommendations/<int:recommendation_id>/send/", recommending.send, name="send"),
    path(
        "channels/recommendations/<int:recommendation_id>/contact/",
        recommending.contact,
        name="contact",
    ),
    path("channels/recommendations/<int:recommendation_id>/file/", recommending.file, name="file"),
    path("channels/candidates/<int:candidate_id>/", checking.candidate, name="candidate"),
    path("channels/candidates/<int:candidate_id>/remove/", recommending.remove, name="remove"),
    path("channels/candidates/<int:candidate_id>/withdraw/", checking.withdraw, name="withdraw"),
    path("channels/candidates/<int:candidate_id>/answer/", checking.answer, name="answer"),
    path("channels/candidates/<int:candidate_id>/admit/", checking.admit, name="admit"),
    path("channels/candidates/<int:candidate_id>/refuse/", checking.refuse, name="refuse"),
    path("channels/candidates/<int:candidate_id>/list/", checking.put_on_list, name="list"),
    path("channels/listings/<int:listing_id>/move/", checking.move, name="move"),
]
