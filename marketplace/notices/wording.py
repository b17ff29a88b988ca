"""What a notification says, in the language that is in force when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from marketplace.notices.kinds import notices_by_kind


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    text: str


def words_of(kind: str, params: Mapping[str, Any]) -> Words:
    """Notifications outlive the table: one of a kind that is gone says so, instead of failing its whole list."""
    notice = notices_by_kind().get(kind)
    if notice is None:
        return Words(_("An earlier notice"), _("The shop no longer sends notices of this kind."))
    told = {name: notice.shown[name](value) if name in notice.shown else value for name, value in params.items()}
    return Words(str(notice.title) % told, str(notice.text) % told)
