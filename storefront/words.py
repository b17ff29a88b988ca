"""What the API's enum values are called on pages."""

from django.utils.translation import gettext_lazy as _

LEGAL_FORMS = {
    "ENTERPRISE": _("Enterprise"),
    "COOPERATIVE": _("Co-operative"),
    "COOPERATIVE_GROUP": _("Co-operative group"),
    "HOUSEHOLD": _("Household business"),
    "FARM": _("Farm"),
}

LEVELS = {
    "DISTRICT": _("district"),
    "PROVINCE": _("province"),
    "MINISTRY": _("ministry"),
}

CERTIFICATE_STATES = {
    "UPCOMING": _("Not yet in force"),
    "IN_FORCE": _("In force"),
    "EXPIRED": _("Expired"),
    "REVOKED": _("Revoked"),
}

# Points of 100 by Decision 148/QĐ-TTg (2023); who decides, since 2025-07-06 (Decision 1489/QĐ-TTg).
STAR_MEANINGS = {
    5: _("90 to 100 of 100 points: a national product that can be exported. Decided by the ministry."),
    4: _("70 to under 90 points: a provincial product of high quality. Decided by the province."),
    3: _("50 to under 70 points: a good local product that meets the standards. Decided by the province."),
}
