"""The page for people who try queries out: GraphiQL where its files have been built, else a small one of our own."""

from functools import lru_cache

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

FILES = ("graphiql/react.js", "graphiql/react-dom.js", "graphiql/graphiql.js", "graphiql/graphiql.css")


def graphiql_page(request: HttpRequest) -> HttpResponse:
    return render(request, "graphql/graphiql.html" if _is_built() else "graphql/queries.html")


@lru_cache(maxsize=1)
def _is_built() -> bool:
    """Whether the files can be served: from where they were collected, or from where they were built."""
    if not all(staticfiles_storage.exists(name) or finders.find(name) for name in FILES):
        return False
    try:
        return all(staticfiles_storage.url(name) for name in FILES)
    except ValueError:  # built, but not collected since
        return False
