"""Addresses of the promises room, under /promises/."""

from django.urls import path

from yutang.promises.pages import agreements, keeping, promises

app_name = "promises"
urlpatterns = [
    path("promises/", promises.promises, name="promises"),
    path("promises/worklist/", keeping.worklist, name="worklist"),
    path("promises/agreements/", agreements.agreements, name="agreements"),
    path("promises/agreements/new/", agreements.new_agreement, name="agreement-new"),
    path("promises/agreements/<int:agreement_id>/", agreements.agreement, name="agreement"),
    path("promises/agreements/<int:agreement_id>/file/", agreements.file, name="agreement-file"),
    path("promises/agreements/<int:agreement_id>/promise/", agreements.new_promise, name="new"),
    path("promises/evidence/<int:evidence_id>/", keeping.evidence_file, name="evidence-file"),
    path("promises/<int:promise_id>/", promises.promise, name="promise"),
    path("promises/<int:promise_id>/evidence/", keeping.note, name="evidence"),
    path("promises/<int:promise_id>/owner/", keeping.hand_over, name="owner"),
    path("promises/<int:promise_id>/decision/", keeping.decide, name="decision"),
]
