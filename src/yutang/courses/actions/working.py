"""Assignments: handed in by the learner, version by version, marked by somebody else."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from yutang.courses import access
from yutang.courses.actions import locking
from yutang.courses.errors import BadPoints, OwnWork, PhotosMissing, SayMore, TooMuch
from yutang.courses.models import Assignment, Mark, Study, Submission, SubmissionPhoto
from yutang.courses.rules import works
from yutang.goods.pictures import shrink
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person


def hand_in(
    study_id: int,
    assignment_id: int,
    text: str,
    photos: Sequence[bytes],
    *,
    key: UUID,
    by: Person,
    at: datetime | None = None,
) -> Submission:
    """Hand in a work, or a new version of it; the same key again is the same version.

    Photographs are shrunk, without what the camera wrote into them.

    Raises:
        NotFound: the assignment is not of this study's course.
        SayMore, PhotosMissing, TooMuch; NotAPicture, PictureTooLarge
    """
    said = text.strip()[: works.TEXT_MOST]
    if len(photos) > works.PHOTOS_MOST:
        raise TooMuch(most=works.PHOTOS_MOST)
    shrunk = [shrink(photo) for photo in photos]
    with transaction.atomic():
        study = locking.study(study_id)
        assignment = Assignment.objects.filter(pk=assignment_id, version=study.version_id).first()
        if assignment is None:
            raise NotFound
        known = Submission.objects.filter(key=key).first()
        if known is not None:
            if known.study_id != study.pk or known.assignment_id != assignment.pk:
                raise NotFound
            return known
        if len(said) < works.TEXT_LEAST:
            raise SayMore(least=works.TEXT_LEAST)
        if len(shrunk) < assignment.photos_least:
            raise PhotosMissing(least=assignment.photos_least)
        made = Submission.objects.create(
            study=study,
            assignment=assignment,
            key=key,
            number=study.submissions.filter(assignment=assignment).count() + 1,
            text=said,
            at=at or now(),
            by=by,
        )
        for picture in shrunk:
            photo = SubmissionPhoto(submission=made, width=picture.width, height=picture.height)
            photo.file.save(
                f"courses/{uuid.uuid4().hex}.webp", ContentFile(picture.webp), save=True
            )
    return made


def mark(
    submission_id: int,
    points: Mapping[int, int],
    words: str,
    by: Person,
    at: datetime | None = None,
) -> Mark:
    """Mark a work with words and points by criterion; a later mark of it stands beside the first.

    Raises:
        NotFound: the person is no teacher over it. OwnWork: it is theirs, or they handed it in.
        BadPoints, SayMore
    """
    said = words.strip()[: works.WORDS_MOST]
    with transaction.atomic():
        work = Submission.objects.select_for_update(of=("self",)).filter(pk=submission_id).first()
        if work is None:
            raise NotFound
        study = Study.objects.select_related("member", "version__course").get(pk=work.study_id)
        if access.is_own(by, study) or work.by_id == by.pk:
            raise OwnWork
        if not access.marks(by, study):
            raise NotFound
        criteria = dict(work.assignment.criteria.values_list("pk", "points"))
        if not works.fits(points, criteria):
            raise BadPoints(most=max(criteria.values(), default=0))
        if len(said) < works.WORDS_LEAST:
            raise SayMore(least=works.WORDS_LEAST)
        return Mark.objects.create(
            submission=work,
            points={str(criterion): given for criterion, given in points.items()},
            total=sum(points.values()),
            words=said,
            at=at or now(),
            by=by,
        )
