"""What the API's enum values are called on pages, as filters."""

from django import template

from storefront.words import CERTIFICATE_STATES, LEGAL_FORMS, LEVELS

register = template.Library()


@register.filter
def legal_form(value: str) -> str:
    return str(LEGAL_FORMS.get(value, value))


@register.filter
def certificate_level(value: str) -> str:
    return str(LEVELS.get(value, value))


@register.filter
def certificate_state(value: str) -> str:
    return str(CERTIFICATE_STATES.get(value, value))
