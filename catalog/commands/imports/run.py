"""Does what an import waits for: checks the whole file without writing, or applies it batch by batch.

Any number of workers may run the same import, one after the other or at once: each batch locks the job, begins where
`processed` stands and moves it on in the same transaction. A worker that is killed loses at most its open batch.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone, translation

from catalog.commands.imports.plans import Coming
from catalog.commands.imports.requests import path_of
from catalog.commands.imports.rows import BATCH, Outcome, applied, groups_by_name, looked_at
from catalog.models import ImportFault, ImportJob, ImportStatus
from catalog.models.imports import RUNNING
from catalog.spreadsheets.errors import CellError, SheetInvalid
from catalog.spreadsheets.parsing import Parsed, ParsedRow, parsed_sheet
from catalog.spreadsheets.reading import read_sheet
from marketplace.commands.outbox import publish
from marketplace.errors import ErrorCode
from marketplace.events import ImportFinished, ImportRequested

logger = logging.getLogger(__name__)

MOST_FAULTS_KEPT = 1_000  # of one job: nobody mends more at a time, and the count is told
STALLED_AFTER = timedelta(minutes=2)
KEPT = timedelta(days=7)


def run_import(*, import_id: int) -> None:
    """Repeatable. What goes wrong for other reasons than the file leaves the job FAILED, to be applied again."""
    job = ImportJob.objects.filter(pk=import_id, status__in=RUNNING).first()
    if job is None:
        return
    with translation.override(job.language):
        try:
            if job.status == ImportStatus.APPLYING:
                _apply(job)
            else:
                _check(job)
        except Exception:  # told by the job, and by the log; the seller may ask again
            failed = {"status": ImportStatus.FAILED, "finished_at": timezone.now()}
            ImportJob.objects.filter(pk=job.pk, status__in=RUNNING).update(**failed)
            raise


def resume_stalled_imports(*, now: datetime | None = None) -> int:
    """Asks again for those that did not get on for two minutes: their worker was killed, or their task was lost."""
    oldest = (now or timezone.now()) - STALLED_AFTER
    with transaction.atomic():
        stalled = ImportJob.objects.select_for_update(skip_locked=True).filter(
            status__in=RUNNING, touched_at__lt=oldest
        )
        ids = list(stalled.values_list("pk", flat=True))
        ImportJob.objects.filter(pk__in=ids).update(touched_at=now or timezone.now())
        for pk in ids:
            publish(ImportRequested(import_id=pk))
    return len(ids)


def purge_old_imports(*, now: datetime | None = None) -> int:
    """Deletes jobs that ended a week ago, with their files."""
    oldest = (now or timezone.now()) - KEPT
    old = list(ImportJob.objects.exclude(status__in=RUNNING).filter(created_at__lt=oldest))
    for job in old:
        storages["private"].delete(path_of(job))
    return ImportJob.objects.filter(pk__in=[job.pk for job in old]).delete()[0]


def _parsed(job: ImportJob) -> Parsed:
    with storages["private"].open(path_of(job)) as file:
        content = file.read()
    return parsed_sheet(read_sheet(content), group_named=groups_by_name())


def _check(job: ImportJob) -> None:
    ImportJob.objects.filter(pk=job.pk).update(status=ImportStatus.CHECKING, touched_at=timezone.now())
    try:
        parsed = _parsed(job)
    except SheetInvalid as error:
        _end_check(job, Parsed(), Outcome(errors=[CellError(1, "", ErrorCode(error.code), str(error))]))
        return
    found = Outcome(errors=list(parsed.errors))
    coming, now = Coming(), timezone.now()
    for start in range(0, len(parsed.rows), BATCH):
        found.add(looked_at(job.seller_id, parsed.rows[start : start + BATCH], coming, now))
        ImportJob.objects.filter(pk=job.pk).update(touched_at=timezone.now())
    _end_check(job, parsed, found)


@transaction.atomic
def _end_check(job: ImportJob, parsed: Parsed, found: Outcome) -> None:
    current = ImportJob.objects.select_for_update().get(pk=job.pk)
    if current.status not in (ImportStatus.WAITING, ImportStatus.CHECKING):
        return  # cancelled meanwhile, or another worker was quicker
    current.ignored_columns = parsed.ignored
    current.total = len(parsed.rows) + len({error.line for error in parsed.errors})
    current.created_count, current.updated_count = found.created, found.updated
    current.unchanged_count, current.error_count = found.unchanged, len(found.errors)
    ImportFault.objects.bulk_create(_faults(current, found.errors))
    if found.errors:
        _finish(current, ImportStatus.FAULTY)
    elif current.applies_at_once:
        current.status = ImportStatus.APPLYING
        current.save()
        publish(ImportRequested(import_id=current.pk))
    else:
        _finish(current, ImportStatus.CHECKED)


def _apply(job: ImportJob) -> None:
    rows = _parsed(job).rows
    while _apply_batch(job.pk, rows):
        pass


@transaction.atomic
def _apply_batch(import_id: int, rows: Sequence[ParsedRow]) -> bool:
    """Whether there is more to do."""
    job = ImportJob.objects.select_for_update().get(pk=import_id)
    if job.status != ImportStatus.APPLYING:
        return False
    if job.processed == 0:  # the check counted the same rows
        job.created_count = job.updated_count = job.unchanged_count = 0
    batch = rows[job.processed : job.processed + BATCH]
    outcome = applied(job, batch, timezone.now())
    job.processed += len(batch)
    job.created_count += outcome.created
    job.updated_count += outcome.updated
    job.unchanged_count += outcome.unchanged
    job.error_count += len(outcome.errors)  # what somebody changed between check and now
    job.touched_at = timezone.now()
    ImportFault.objects.bulk_create(_faults(job, outcome.errors))
    if job.processed >= len(rows):
        _finish(job, ImportStatus.DONE)
        return False
    job.save()
    return True


def _finish(job: ImportJob, status: ImportStatus) -> None:
    job.status = status
    job.finished_at = job.touched_at = timezone.now()
    job.save()
    publish(ImportFinished(import_id=job.pk, seller_id=job.seller_id, actor_id=job.actor_id, status=str(status)))


def _faults(job: ImportJob, errors: Sequence[CellError]) -> list[ImportFault]:
    room = max(0, MOST_FAULTS_KEPT - ImportFault.objects.filter(job=job).count())
    ordered = sorted(errors, key=lambda error: error.line)[:room]
    return [
        ImportFault(
            job=job, line=error.line, column=error.column[:200], code=error.code, message=str(error.message)[:500]
        )
        for error in ordered
    ]
