"""Requests with files: https://github.com/jaydenseric/graphql-multipart-request-spec."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from marketplace.graphql.http.bodies import LARGEST_BODY, refuse_long
from marketplace.graphql.http.cross_site import refuse_foreign_form
from marketplace.graphql.http.parameters import Parameters, from_json, read_json, refuse_nul
from marketplace.graphql.http.refusals import BODY_TOO_LARGE, FILE_TOO_LARGE, Refused, bad_request

LARGEST_FILE = 10_000_000  # bytes
MOST_FILES = 10
BAD_UPLOAD = "BAD_UPLOAD"


def from_form(request: HttpRequest) -> Parameters:
    """The parameters, with files where the form's `map` puts them. Raises Refused."""
    refuse_foreign_form(request)
    refuse_long(request, LARGEST_FILE * MOST_FILES + LARGEST_BODY)
    request.upload_handlers = [
        _SizeLimit(request),
        MemoryFileUploadHandler(request),
        TemporaryFileUploadHandler(request),
    ]
    try:
        fields, files = request.POST, request.FILES
    except (MultiPartParserError, UnreadablePostError):
        raise bad_request("The form could not be read.", BAD_UPLOAD) from None
    except (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig):
        raise Refused(413, BODY_TOO_LARGE, "The form has too many fields, or too large ones.") from None
    operations = read_json(fields.get("operations", "").encode(), "operations")
    parameters = from_json(operations)
    _place_files(operations, read_json(fields.get("map", "").encode(), "map"), files)
    refuse_nul(parameters)
    return parameters


class _SizeLimit(FileUploadHandler):
    """Stops reading when a file gets too large, or when there are too many."""

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self._count = getattr(self, "_count", 0) + 1
        self._size = 0
        if self._count > MOST_FILES:
            raise Refused(413, BODY_TOO_LARGE, f"At most {MOST_FILES} files are taken in one request.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._size += len(raw_data)
        if self._size > LARGEST_FILE:
            raise Refused(413, FILE_TOO_LARGE, f"A file may have at most {LARGEST_FILE} bytes.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None  # the handlers after this one keep the file


def _place_files(operations: dict[str, Any], places: Any, files: Any) -> None:
    if not isinstance(places, dict):
        raise bad_request("map must be an object.", BAD_UPLOAD)
    for name, paths in places.items():
        if name not in files:
            raise bad_request(f"The form has no file {name[:40]!r}, which map speaks of.", BAD_UPLOAD)
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            raise bad_request("Each entry of map must be a list of paths.", BAD_UPLOAD)
        for path in paths:
            _place(operations, path, files[name])


def _place(operations: dict[str, Any], path: str, file: "UploadedFile[Any]") -> None:
    """Puts the file where a null stands in the variables."""
    keys = path.split(".")
    holder: Any = operations
    for key in keys[:-1]:
        holder = _entry(holder, key)
    if keys[0] != "variables" or len(keys) < 2 or _entry(holder, keys[-1], missing=path) is not None:
        raise bad_request(f"map points at {path[:80]!r}, where no null stands in the variables.", BAD_UPLOAD)
    holder[int(keys[-1]) if isinstance(holder, list) else keys[-1]] = file


def _entry(holder: Any, key: str, missing: Any = None) -> Any:
    if isinstance(holder, dict):
        return holder.get(key, missing)
    if isinstance(holder, list) and key.isdecimal() and len(key) < 5 and int(key) < len(holder):
        return holder[int(key)]
    return missing
