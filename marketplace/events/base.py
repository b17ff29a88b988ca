from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    aggregate: ClassVar[str]
    classes: ClassVar[dict[str, type["Event"]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        # slots=True makes each class twice; the second, finished one stays.
        Event.classes[cls.__name__] = cls

    @property
    def aggregate_id(self) -> int:
        return int(getattr(self, f"{self.aggregate}_id"))
