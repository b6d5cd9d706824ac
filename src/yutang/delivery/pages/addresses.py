"""The reader's own addresses; who else asks gets 404."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.delivery import access, actions, queries
from yutang.delivery.forms import ContactForm, SavedForm
from yutang.delivery.models import SavedAddress
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in


@never_cache
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """All of one's addresses."""
    person = need_person(request)
    context = {"saved": queries.addresses_of(person), "most": actions.SAVED_MOST}
    return render(request, "delivery/book.html", context)


@never_cache
@form_page
def new_address(request: HttpRequest) -> HttpResponse:
    """Add an address: paste it, look, keep it."""
    return _form(request, None)


@never_cache
@form_page
def edit_address(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Change an address; orders keep the one they were bought with."""
    return _form(request, access.saved_for(need_person(request), saved_id))


@never_cache
@require_POST
def read_address(request: HttpRequest) -> HttpResponse:
    """Answer a script with the fields filled from what was pasted; nothing is kept."""
    need_person(request)
    form = ContactForm.read(request.POST)
    return render(request, "delivery/_fields.html", {"form": form})


@require_POST
def choose_default(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Let the checkout begin with this address."""
    actions.make_default(access.saved_for(need_person(request), saved_id))
    return redirect("delivery:book")


@require_POST
def remove_address(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Take an address out of the book."""
    actions.remove_address(access.saved_for(need_person(request), saved_id))
    messages.success(request, _("The address is out of your book."))
    return redirect("delivery:book")


def _form(request: HttpRequest, saved: SavedAddress | None) -> HttpResponse:
    person, status = need_person(request), 200
    if request.method != "POST":
        form = SavedForm(initial=_initial(saved))
    elif SavedForm.asks_to_read(request.POST):
        form = SavedForm.read(request.POST)
        form.initial.update({key: request.POST.get(key) for key in ("label", "is_default")})
    else:
        form, status = SavedForm(request.POST), 422
        if form.is_valid():
            said = form.cleaned_data
            with refusals_in(form):
                if saved is None:
                    actions.save_address(
                        person, form.contact(), said["label"], is_default=said["is_default"]
                    )
                else:
                    actions.edit_address(
                        saved, form.contact(), said["label"], is_default=said["is_default"]
                    )
                return redirect("delivery:book")
    return render(request, "delivery/address.html", {"form": form, "saved": saved}, status=status)


def _initial(saved: SavedAddress | None) -> dict[str, object]:
    if saved is None:
        return {}
    view = queries.saved_view(saved)
    kept = {"label": view.label, "is_default": view.is_default}
    return ContactForm.initial_of(view.contact) | kept
