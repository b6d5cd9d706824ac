"""Certificates: issued once, never changed; a correction is a new one that replaces the old."""

from django.db import connection, transaction

from yutang.goods.actions import batches
from yutang.goods.errors import CertificateThere, ContactNeeded, ReasonNeeded, TestFailed
from yutang.goods.models import Batch, Certificate, Producer
from yutang.goods.queries import certificate_of, failed_test, place_lines
from yutang.goods.rules import CertificateFacts, certificates
from yutang.kernel.clock import today
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.plumbing.seal import seal, unseal


def issue_certificate(
    batch_id: int,
    facts: CertificateFacts,
    by: Person,
    *,
    replaces: str = "",
    reason: str = "",
) -> Certificate:
    """Issue the batch's certificate, or one that replaces the certificate of this number.

    An empty contact is the producer's last one, else the number of its account.

    Raises:
        NotFound: no such batch.
        TestFailed: the batch's latest test did not pass.
        CertificateThere: it has another certificate than the one to be replaced.
        ReasonNeeded: of a replacement.
        BasisNeeded, TestNeeded, BadCertificateQuantity, StepTooEarly, ContactNeeded
    """
    with transaction.atomic():
        batches.lock_batch(batch_id)
        batch = Batch.objects.select_related("product__producer__person").get(pk=batch_id)
        before = certificate_of(batch_id)
        if (before.number if before else "") != replaces:
            raise CertificateThere(number=before.number if before else replaces)
        if replaces and not reason.strip():
            raise ReasonNeeded
        checked = _checked(batch, facts, by)
        return _issue(batch, checked, by, before, reason.strip())


def _checked(batch: Batch, facts: CertificateFacts, by: Person) -> CertificateFacts:
    if failed_test(batch.pk):
        raise TestFailed(number=batch.number)
    contact = facts.contact or _known_contact(batch.product.producer, batch.number, by)
    passed = batch.inspections.filter(passed=True).values_list("kind", flat=True)
    said = {**vars(facts), "contact": contact}
    return certificates.check_certificate(
        CertificateFacts(**said),
        most_g=batch.quantity_g,
        passed=frozenset(passed),
        harvested_on=batch.harvested_on,
        today=today(),
    )


def _issue(
    batch: Batch, facts: CertificateFacts, by: Person, before: Certificate | None, reason: str
) -> Certificate:
    product, producer = batch.product, batch.product.producer
    origin = batch.field_code or product.origin_code
    return Certificate.objects.create(
        number=_next_number(origin[:6], facts),
        batch=batch,
        replaces=before,
        replace_reason=reason if before else "",
        wording=certificates.WORDING,
        by_control=facts.by_control,
        by_own_test=facts.by_own_test,
        by_laboratory=facts.by_laboratory,
        product_name=product.name,
        quantity_g=facts.quantity_g,
        origin_code=origin,
        origin_name=place_lines([origin])[origin],
        maker_name=producer.name,
        maker_code=producer.credit_code,
        contact_sealed=seal(facts.contact),
        contact_shown=certificates.shown_contact(facts.contact),
        issued_on=facts.issued_on,
        by=by,
        is_demo=producer.is_demo,
    )


def _known_contact(producer: Producer, batch: str, by: Person) -> str:
    last = Certificate.objects.filter(batch__product__producer=producer).order_by("-pk").first()
    if last is not None:
        return unseal(last.contact_sealed)
    if producer.person is None:
        raise ContactNeeded
    reason = "the contact of a certificate"
    return people.open_mobile(producer.person, by, f"batch {batch}"[:60], reason)


def _next_number(county: str, facts: CertificateFacts) -> str:
    """Return the next number of the county and day; numbers are given one after the other."""
    first = certificates.number_of(county, facts.issued_on, 0)[:-4]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [first])
    given = Certificate.objects.filter(number__startswith=first).count()
    return certificates.number_of(county, facts.issued_on, given + 1)
