from django.db import models
from django.utils.translation import gettext_lazy as _


class GoodsKind(models.TextChoices):
    """What a seller deals in, as far as the law asks for other papers: the groups of Decision 148/QĐ-TTg (2023),
    with alcohol on its own."""

    FOOD = "FOOD", _("Food")
    DRINKS = "DRINKS", _("Drinks without alcohol")
    ALCOHOL = "ALCOHOL", _("Alcohol")
    HERBS = "HERBS", _("Medicinal herbs and what is made of them")
    CRAFTS = "CRAFTS", _("Handicrafts")
    PLANTS = "PLANTS", _("Ornamental plants and animals")
    SERVICES = "SERVICES", _("Tourism and other services")
