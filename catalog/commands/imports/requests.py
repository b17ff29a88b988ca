"""What people ask of an import: to start, to go on, to stop. The work is done in the background, see `run`."""

import hashlib
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import ImportJob, ImportStatus
from catalog.models.imports import RUNNING
from catalog.spreadsheets.errors import SheetInvalid, SheetTooLarge
from catalog.spreadsheets.reading import LARGEST_FILE
from marketplace.commands.audit import record
from marketplace.commands.authority import Actor, signed_in
from marketplace.commands.outbox import publish
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.events import ImportRequested
from marketplace.models import User
from sellers.queries import access_seller
from sellers.rights import Right


def import_products(
    *, actor: Actor, seller_id: int, content: bytes | IO[bytes], file_name: str, applies_at_once: bool = False
) -> ImportJob:
    """Keeps a spreadsheet and has it checked; with `applies_at_once` it is applied when nothing is wrong with it.

    One import of a seller runs at a time. Raises Unauthenticated, NotFound, PermissionDenied; SheetInvalid,
    SheetTooLarge; Conflict while another one of the seller runs.
    """
    user = signed_in(actor)
    seller = access_seller(actor=user, seller_id=seller_id, right=Right.PRICES)
    read = content if isinstance(content, bytes) else content.read(LARGEST_FILE + 1)
    if not read:
        raise SheetInvalid(_("The file is empty."), field=["file"])
    if len(read) > LARGEST_FILE:
        raise SheetTooLarge(field=["file"])
    job = ImportJob(
        seller=seller,
        actor=user,
        file_name=_shown_name(file_name),
        digest=hashlib.sha256(read).hexdigest(),
        language="en" if (get_language() or "vi").startswith("en") else "vi",
        applies_at_once=applies_at_once,
    )
    _refuse_second(seller_id)
    stored = storages["private"].save(path_of(job), ContentFile(read))
    try:
        with transaction.atomic():
            job.save()
            _tell(user, job, "import_products", {"file_name": job.file_name, "sha256": job.digest})
    except IntegrityError as error:  # another one began in between
        storages["private"].delete(stored)
        raise _conflict() from error
    return job


@transaction.atomic
def apply_import(*, actor: Actor, import_id: int) -> ImportJob:
    """Has a checked import applied; one that failed half-way goes on where it stopped.

    Nothing happens when it is being applied already, or done. Raises Unauthenticated, NotFound, PermissionDenied;
    Invalid when it has errors or was not checked; Conflict while another one of the seller runs.
    """
    user, job = _locked(actor, import_id)
    if job.status in (ImportStatus.APPLYING, ImportStatus.DONE):
        return job
    if job.status not in (ImportStatus.CHECKED, ImportStatus.FAILED) or job.error_count:
        raise Invalid(_("Only a file that was checked and has no errors can be applied."), field=["importJob"])
    _refuse_second(job.seller_id)
    job.status = ImportStatus.APPLYING
    job.finished_at = None
    job.save(update_fields=["status", "finished_at"])
    _tell(user, job, "apply_import", {"status": job.status})
    return job


@transaction.atomic
def cancel_import(*, actor: Actor, import_id: int) -> ImportJob:
    """Stops an import. What is written already stays; nothing happens when it has ended.

    Raises Unauthenticated, NotFound, PermissionDenied.
    """
    user, job = _locked(actor, import_id)
    if job.status in (ImportStatus.DONE, ImportStatus.CANCELLED):
        return job
    before = {"status": job.status}
    job.status = ImportStatus.CANCELLED
    job.save(update_fields=["status"])
    record(actor=user, action="cancel_import", subject=job, before=before, after={"status": job.status})
    return job


def path_of(job: ImportJob) -> str:
    """In the private storage. Made of our own key: what the sender called the file never reaches the disk."""
    return f"imports/{job.key.hex}"


def _locked(actor: Actor, import_id: int) -> tuple[User, ImportJob]:
    user = signed_in(actor)
    job = ImportJob.objects.filter(pk=import_id).first()
    if job is None:
        raise NotFound(field=["importJob"])
    access_seller(actor=user, seller_id=job.seller_id, right=Right.PRICES, field="importJob")
    return user, ImportJob.objects.select_for_update().get(pk=import_id)


def _tell(user: User, job: ImportJob, action: str, after: dict[str, object]) -> None:
    record(actor=user, action=action, subject=job, after=after)
    publish(ImportRequested(import_id=job.pk))


def _refuse_second(seller_id: int) -> None:
    if ImportJob.objects.filter(seller=seller_id, status__in=RUNNING).exists():
        raise _conflict()


def _conflict() -> Conflict:
    return Conflict(_("Another file of this shop is being imported. Please wait until it is done."), field=["file"])


def _shown_name(name: str) -> str:
    plain = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return plain.strip()[:120] or "?"
