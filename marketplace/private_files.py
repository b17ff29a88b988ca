"""The storage of private papers: files without an address."""

from typing import NoReturn

from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """Django's own would name an address below /media/ for every file. What is in here leaves by views that ask who
    wants it."""

    def url(self, name: str | None) -> NoReturn:
        raise ValueError("This file is not accessible via a URL.")
