"""The rules of livestreams, by edition: shown to viewers, and accepted by each host before they go live."""

from django.utils.translation import gettext as _

RULES_VERSION = 1  # one higher with each change of what stands below: hosts are asked again


def rules() -> list[str]:
    """Of the present edition, in the language of the request."""
    return [
        _("Say of the goods what their papers and labels say: no cure, no star and no origin that is not theirs."),
        _("Show the goods themselves, and name the shop that sells each."),
        _("Keep the price, the number of pieces and the end of a live deal as they were announced."),
        _("Show alcohol to adults alone, with its warning, and never at a special price."),
        _("Do not insult anybody, and show nobody's address, phone number or papers."),
        _("Stop when an officer says so. The record of the livestream is kept as the law wants it."),
    ]
