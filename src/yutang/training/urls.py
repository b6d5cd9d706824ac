"""Addresses of the training room, under /training/."""

from django.urls import path

from yutang.training.pages import desk, learner, people, public, session

app_name = "training"
_COHORT = "training/<int:cohort_id>/"
_SESSION = "training/sessions/<int:class_session>/"
_ENROLMENT = "training/mine/<int:class_enrolment>/"
_ATTENDANCE = "training/attendances/<int:class_attendance>/"
urlpatterns = [
    path("training/", public.classes, name="classes"),
    path("training/rules/", public.rules, name="rules"),
    path("training/rules/new/", desk.new_rule, name="rule-new"),
    path("training/desk/", desk.desk, name="desk"),
    path("training/schools/", desk.schools, name="schools"),
    path("training/new/", desk.new, name="class-new"),
    path("training/mine/", learner.my_classes, name="mine"),
    path(_ENROLMENT, learner.my_class, name="mine-class"),
    path(f"{_ENROLMENT}leave/", learner.leave, name="leave"),
    path(f"{_ENROLMENT}opinion/", learner.opine, name="opinion"),
    path("training/attend/", learner.attend, name="attend"),
    path("training/people/template/", people.template, name="template"),
    path("training/photos/<int:session_photo>/", session.photo, name="photo"),
    path("training/enrolments/<int:class_enrolment>/decide/", people.decide, name="decide"),
    path(f"{_ATTENDANCE}confirm/", session.confirm, name="confirm"),
    path(f"{_ATTENDANCE}undo/", session.undo, name="undo"),
    path(f"{_SESSION}code/", session.code, name="code"),
    path(f"{_SESSION}list/", session.attendance_list, name="list"),
    path(f"{_SESSION}edit/", desk.edit_session, name="session-edit"),
    path(f"{_SESSION}photos/", session.add_photo, name="photo-add"),
    path(f"{_SESSION}print/", session.printed, name="printed"),
    path(_COHORT, public.cohort, name="class"),
    path(f"{_COHORT}enrol/", public.enrol, name="enrol"),
    path(f"{_COHORT}run/", desk.run, name="run"),
    path(f"{_COHORT}edit/", desk.edit, name="class-edit"),
    path(f"{_COHORT}sessions/new/", desk.new_session, name="session-new"),
    path(f"{_COHORT}people/", people.listed, name="people"),
    path(f"{_COHORT}people/add/", people.add, name="person-add"),
    path(f"{_COHORT}people/import/", people.import_people, name="people-import"),
    path(f"{_COHORT}attendance/", people.matrix, name="matrix"),
    path(f"{_COHORT}completion/", people.completion, name="completion"),
    path(f"{_COHORT}check/", people.check, name="check"),
    path(f"{_COHORT}sheet/", people.sheet, name="sheet"),
]
