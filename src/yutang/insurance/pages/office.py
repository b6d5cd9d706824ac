"""Plans for those who run them, and policy periods for clerks of counties."""

from datetime import timedelta
from importlib import resources

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yutang.insurance import access, actions
from yutang.insurance.forms import PeriodForm, PlanForm, RuleForm
from yutang.insurance.pages.plans import told
from yutang.insurance.queries.lists import policy_views
from yutang.insurance.queries.plans import plan_view, version_views
from yutang.insurance.rules import periods as lengths
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.programmes import access as programmes

_PERIODS_A_PAGE = 40


@never_cache
@form_page
def new_plan(request: HttpRequest) -> HttpResponse:
    """Begin a plan of a programme."""
    person = need_person(request)
    if not programmes.works(person):
        raise NotFound
    ours = programmes.programmes_at(person).filter(state="running").order_by("name")
    choices = list(ours.values_list("pk", "name"))
    form = PlanForm(request.POST or None, programmes=choices)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.add_plan(form.facts(), person)
            messages.success(request, _("The plan is there. Publish its rule next."))
            return redirect("insurance:version-new", made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "has_programmes": bool(choices)}
    return render(request, "insurance/plan_new.html", context, status=status)


@never_cache
@form_page
def new_version(request: HttpRequest, insurance_plan: int) -> HttpResponse:
    """Publish a version of a plan's rule; begins with the newest, or with the shipped default."""
    person = need_person(request)
    found = access.plan_to_run(person, insurance_plan)
    versions = version_views(found.pk)
    shipped = resources.files("yutang.insurance").joinpath("data", f"{found.kind}.toml")
    text = versions[0].text if versions else shipped.read_text("utf-8")
    form = RuleForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.publish(found.pk, form.cleaned_data["text"], person)
            messages.success(request, _("Published. This version never changes now."))
            return redirect("insurance:version", made.pk)
    context = {"plan": plan_view(found), "form": form, "standing": versions}
    if versions:
        context |= told(versions[0])
    status = 422 if request.method == "POST" else 200
    return render(request, "insurance/version_new.html", context, status=status)


@never_cache
@form_page
def periods(request: HttpRequest, insurance_plan: int) -> HttpResponse:
    """The policy periods of a plan in the clerk's counties; begin one."""
    person = need_person(request)
    found = access.plan(insurance_plan)
    page = page_of(request, access.policies_for(person, found), _PERIODS_A_PAGE)
    form = PeriodForm(request.POST or None, initial=_initial(request, found.pk))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refusals_in(form):
            made = actions.begin_period(
                found.pk, said["place"], said["from_on"], said["to_on"], person
            )
            messages.success(request, _("The period is there. Upload the register of its people."))
            return redirect("insurance:policy", made.pk)
    context = {
        "plan": plan_view(found),
        "policies": policy_views(page.object_list),
        "page": page,
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "insurance/periods.html", context, status=status)


def _initial(request: HttpRequest, plan_id: int) -> dict[str, object]:
    """Return what the form begins with: the period after one that is named, else from now."""
    first, place = today().replace(day=1), ""
    ended = request.GET.get("after", "")
    if ended.isdigit():
        before = access.policy_for(need_person(request), int(ended))
        if before.plan_id == plan_id:
            first, place = before.to_on + timedelta(days=1), before.place_code
    else:
        held = [code for code in access.counties_of(need_person(request)) if len(code) == 6]  # noqa: PLR2004 - a county's
        place = held[0] if held else ""
    return {"place": place, "from_on": first, "to_on": lengths.year_from(first)}
