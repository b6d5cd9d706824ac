"""Addresses of the goods room: the register under /goods/, batches, and what is public of them."""

from django.urls import path

from yutang.goods.pages import batches, importing, marks, public, register, trace

app_name = "goods"
urlpatterns = [
    path("goods/", register.register, name="register"),
    path("goods/<int:product_id>/", register.product, name="product"),
    path("places/<str:code>/goods/", public.of_place, name="of-place"),
    path("goods/<int:product_id>/edit/", register.edit_product, name="product-edit"),
    path("goods/<int:product_id>/pictures/new/", register.add_picture, name="picture-new"),
    path("goods/<int:product_id>/batches/new/", register.new_batch, name="batch-new"),
    path("goods/pictures/<int:picture_id>/remove/", register.remove_picture, name="picture-remove"),
    path("goods/producers/new/", register.new_producer, name="producer-new"),
    path("goods/producers/<int:producer_id>/", register.producer, name="producer"),
    path("goods/producers/<int:producer_id>/edit/", register.edit_producer, name="producer-edit"),
    path("goods/producers/<int:producer_id>/new/", register.new_product, name="product-new"),
    path("goods/<int:product_id>/marks/new/", marks.new_mark, name="mark-new"),
    path("goods/marks/<int:use_id>/remove/", marks.remove_mark, name="mark-remove"),
    path("goods/<int:product_id>/batches/import/", importing.import_batches, name="batch-import"),
    path("goods/batches/file/", importing.example, name="batch-example"),
    path("batches/<int:batch_id>/", batches.batch, name="batch"),
    path("batches/<int:batch_id>/steps/new/", batches.new_step, name="step-new"),
    path("batches/<int:batch_id>/flow/", batches.make, name="batch-flow"),
    path("batches/<int:batch_id>/tests/new/", batches.new_test, name="test-new"),
    path("batches/<int:batch_id>/confirm/", batches.confirm, name="batch-confirm"),
    path("batches/<int:batch_id>/recall/", batches.recall, name="batch-recall"),
    path("batches/<int:batch_id>/certificate/", batches.new_certificate, name="certificate-new"),
    path("batches/<int:batch_id>/labels/", batches.labels, name="labels"),
    path("certificates/<str:certificate_number>/", trace.certificate, name="certificate"),
    path(
        "certificates/<str:certificate_number>/print/",
        trace.print_certificate,
        name="certificate-print",
    ),
    path("trace/<str:trace_code>/", trace.trace_page, name="trace"),
]
