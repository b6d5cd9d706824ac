"""The figures of hosts, as maps, comparisons and promises ask for them."""

from django.utils.translation import gettext_lazy as _

from yutang.hosts.queries import told
from yutang.plumbing.figures import Figure

FIGURES = (
    Figure(
        name="hosts.persons",
        title=_("Farmer hosts"),
        unit=_("persons"),
        told=_(
            "Persons with a host's diploma who have not left, at the end of the year or now."
            " Fewer than ten are not told."
        ),
        read=told.persons,
        rows=told.rows_address,
        order=72,
        counts="persons",
    ),
    Figure(
        name="hosts.counties",
        title=_("Counties with farmer hosts"),
        unit=_("counties"),
        told=_("Counties in which somebody with a host's diploma lives."),
        read=told.counties,
        rows=told.rows_address,
        order=73,
        counts="places",
    ),
    Figure(
        name="hosts.above_10000",
        title=_("Hosts above the income aimed at"),
        unit=_("persons"),
        told=_(
            "Persons whose net income, as host and as farmer, settled in the ledger less what was"
            " taken back, was above the aim (10,000 yuan) in the latest full month of the year."
            " Among fewer than ten hosts it is not told."
        ),
        read=told.above,
        rows=told.rows_address,
        order=74,
        counts="persons",
    ),
    Figure(
        name="hosts.months_above",
        title=_("Months of hosts above the income aimed at"),
        unit=_("person-times"),
        told=_(
            "Full months of the year in which a host's net income was above the aim (10,000 yuan),"
            " added over hosts: one host may count twelve times. Among fewer than ten hosts it is"
            " not told."
        ),
        read=told.months_above,
        rows=told.rows_address,
        order=75,
        counts="person_times",
    ),
    Figure(
        name="hosts.dormant",
        title=_("Dormant hosts"),
        unit=_("persons"),
        told=_(
            "Hosts who have held no show for as many days as the rule for hosts says (60 by"
            " default). Among fewer than ten hosts it is not told."
        ),
        read=told.dormant,
        rows=told.rows_address,
        order=76,
        counts="persons",
    ),
)
