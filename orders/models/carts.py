from django.conf import settings
from django.db import models
from django.utils import timezone

from catalog.models import Variant

MOST_PIECES = 999  # of a line
LONGEST_LINK = 32  # characters of a sales link's code


class Cart(models.Model):
    """Somebody's choice, not yet an order: of a user, or of whoever knows the token, of which we keep a digest."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="cart")
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(token_digest__isnull=False),
                name="cart_is_somebodys",
            )
        ]
        indexes = [models.Index(fields=["updated_at"], name="cart_touched")]

    def __str__(self) -> str:
        return f"cart {self.pk}"


class CartLine(models.Model):
    """`price_seen`: the variant's price (whole đồng) when it was put in, to tell what has changed since.

    `sales_link`: the code of the link by which it came, as text; nobody checks here whether there is such a link.
    """

    cart = models.ForeignKey(Cart, models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    price_seen = models.BigIntegerField()
    sales_link = models.CharField(max_length=LONGEST_LINK, blank=True, default="", db_default="")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="cart_variant_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1, quantity__lte=MOST_PIECES), name="cart_line_has_pieces"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.variant_id}"
