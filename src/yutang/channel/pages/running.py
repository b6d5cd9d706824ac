"""Running a channel: for operators. Its checklist everybody may read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yutang.channel import access, actions
from yutang.channel.forms import ChannelForm, ChecklistForm
from yutang.channel.queries import desk, facts
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, refusals_in


@form_page
def new_channel(request: HttpRequest) -> HttpResponse:
    """Make a channel."""
    person = need_person(request)
    if not access.runs_channels(person):
        raise NotFound
    form = ChannelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            made = actions.make_channel(form.facts(), person)
            messages.success(request, _("%(name)s is open.") % {"name": made.name})
            return redirect("channel:channel", made.pk)
    status = 422 if form.errors else 200
    return render(request, "channel/form.html", {"form": form}, status=status)


@form_page
def checklist(request: HttpRequest, channel_id: int) -> HttpResponse:
    """What a channel's goods are checked for, in all its versions; operators write the next."""
    channel = access.channel(channel_id)
    person = person_of(request)
    if request.method == "POST":
        person = need_person(request)
        access.channel_to_run(person, channel.pk)
    runs = access.runs_channels(person)
    versions = desk.checklists_of(channel.pk)
    form = None
    if runs:
        first = ChecklistForm.initial_of(versions[0][1]) if versions else {}
        form = ChecklistForm(request.POST if request.method == "POST" else None, initial=first)
    if form is not None and request.method == "POST" and form.is_valid():
        assert person is not None, "asked above"
        with refusals_in(form):
            actions.add_checklist(channel.pk, person, **form.cleaned_data)
            messages.success(request, _("The next version is kept."))
            return redirect("channel:checklist", channel.pk)
    context = {
        "channel": channel,
        "versions": versions,
        "today": facts.checklist_today(channel.pk),
        "form": form,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "channel/checklist.html", context, status=status)
