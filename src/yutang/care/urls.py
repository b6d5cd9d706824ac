"""Addresses of the care room."""

from django.urls import path

from yutang.care.pages import claims, complaints, orders, reviews, rule, worklist

app_name = "care"
urlpatterns = [
    path("orders/<uuid:order_id>/care/", orders.order, name="order"),
    path("orders/<uuid:order_id>/care/claim/", orders.new_claim, name="claim-new"),
    path("orders/<uuid:order_id>/care/return/", orders.new_return, name="return-new"),
    path("orders/<uuid:order_id>/care/review/", orders.new_review, name="review-new"),
    path("orders/<uuid:order_id>/care/complaint/", orders.order_complaint, name="order-complaint"),
    path("claims/<int:claim_id>/", claims.claim, name="claim"),
    path("claims/<int:claim_id>/step/", claims.claim_step, name="claim-step"),
    path("batches/<int:batch_id>/complaint/", complaints.new_complaint, name="batch-complaint"),
    path(
        "programmes/<int:programme_id>/complaint/",
        complaints.programme_complaint,
        name="programme-complaint",
    ),
    path("complaints/", complaints.my_complaints, name="complaints"),
    path("complaints/<uuid:complaint_id>/", complaints.complaint, name="complaint"),
    path("complaints/<uuid:complaint_id>/step/", complaints.complaint_step, name="complaint-step"),
    path(
        "complaints/<uuid:complaint_id>/contact/", complaints.open_contact, name="complaint-contact"
    ),
    path("goods/<int:product_id>/reviews/", reviews.product_reviews, name="reviews"),
    path("reviews/<int:review_id>/answer/", reviews.answer_review, name="review-answer"),
    path("reviews/<int:review_id>/hide/", reviews.hide_review, name="review-hide"),
    path("reviews/<int:review_id>/show/", reviews.show_review, name="review-show"),
    path("care/", worklist.worklist, name="worklist"),
    path("care/rule/", rule.show_rule, name="rule"),
    path("care/rule/new/", rule.new_rule, name="rule-new"),
    path("care/photos/<int:photo_id>/", claims.photo, name="photo"),
]
