"""What tables of many rooms have in common, written once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionForPlace(models.Model):
    """One version of a rule for a place and all that lies under it, from a day on."""

    place_code = models.CharField(
        _("place code"), max_length=12, blank=True, help_text=_("empty: the whole country")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True


class Entered(models.Model):
    """Written down by somebody, perhaps for the demo."""

    is_demo = models.BooleanField(_("invented for the demo"), default=False)
    made_at = models.DateTimeField(_("recorded at"))
    made_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
