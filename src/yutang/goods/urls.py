"""Addresses of the goods room, under /goods/."""

from django.urls import path

from yutang.goods import pages

app_name = "goods"
urlpatterns = [
    path("goods/", pages.register, name="register"),
    path("goods/<int:product_id>/", pages.product, name="product"),
    path("goods/<int:product_id>/edit/", pages.edit_product, name="product-edit"),
    path("goods/<int:product_id>/pictures/new/", pages.add_picture, name="picture-new"),
    path("goods/<int:product_id>/batches/new/", pages.new_batch, name="batch-new"),
    path("goods/pictures/<int:picture_id>/remove/", pages.remove_picture, name="picture-remove"),
    path("goods/producers/new/", pages.new_producer, name="producer-new"),
    path("goods/producers/<int:producer_id>/", pages.producer, name="producer"),
    path("goods/producers/<int:producer_id>/edit/", pages.edit_producer, name="producer-edit"),
    path("goods/producers/<int:producer_id>/new/", pages.new_product, name="product-new"),
]
