"""Who asks, by the Authorization header. A token that is no good is refused before anything else is looked at."""

from django.http import HttpRequest

from marketplace.access.sessions import sign_in_by_token
from marketplace.access.tokens import TokenExpired
from marketplace.errors import Unauthenticated
from marketplace.graphql.http.refusals import Refused


def authenticate(request: HttpRequest) -> None:
    """Raises Refused, with 401 for both media types: no GraphQL was looked at yet, so HTTP tells it (RFC 6750)."""
    try:
        sign_in_by_token(request)
    except (TokenExpired, Unauthenticated) as error:
        challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise Refused(401, error.code.value, str(error), challenge) from error
