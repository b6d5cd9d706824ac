"""A person gives up their own number in a line, from a page; the gate does it for many at once."""

from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing import bus, rounds
from yutang.trade.hauls import line
from yutang.trade.models import Ticket, TicketState


def leave_line(lot_id: int, person: Person) -> bool:
    """End the person's waiting for a lot; tells whether they waited. Twice changes nothing."""
    with transaction.atomic():
        waits = Ticket.objects.filter(lot=lot_id, buyer=person, state=TicketState.WAITING)
        sale_id = waits.values_list("sale_id", flat=True).first()
        connection.ensure_connection()
        (left,) = rounds.run(connection.connection, line.leave([(lot_id, person.pk)], now()))
        if left and sale_id is not None:
            with connection.cursor() as cursor:
                bus.notify_sale(cursor, sale_id)
    return left
