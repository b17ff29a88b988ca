from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.phones import e164
from marketplace.spelling import spelled


class UserAccounts(BaseUserManager["User"]):
    """Makes accounts for Django's own commands (createsuperuser); people come through commands."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "User":
        """`phone` is stored as E.164, the email in lower case. Raises ValueError for what is no phone number."""
        if fields.get("phone"):
            fields["phone"] = _required_e164(fields["phone"])
        user = self.model(email=self.normalize_email(email).lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Signs in by email, or by phone in any spelling. Django's own ModelBackend asks here."""
        typed = (username or "").strip()
        if "@" in typed:
            return self.get(email=typed.lower())
        phone = e164(typed)
        if phone is None:
            raise self.model.DoesNotExist
        return self.get(phone=phone)


def _required_e164(text: str) -> str:
    phone = e164(text)
    if phone is None:
        raise ValueError(f"{text!r} is not a phone number")
    return phone


class User(AbstractBaseUser, PermissionsMixin):
    """A person: shopper, seller's member, officer or administrator. Known by email, phone or both."""

    email = models.EmailField(_("email"), unique=True, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=16, unique=True, null=True, blank=True, help_text="E.164")
    email_verified_at = models.DateTimeField(_("email confirmed"), null=True, blank=True)
    phone_verified_at = models.DateTimeField(_("phone confirmed"), null=True, blank=True)
    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, default="vi")
    is_staff = models.BooleanField(_("may use the office"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)
    erasure_due_at = models.DateTimeField(_("goes"), null=True, blank=True, help_text=_("Unless taken back before"))
    erased_at = models.DateTimeField(_("gone"), null=True, blank=True, help_text=_("An empty shell since then"))

    objects: ClassVar[UserAccounts] = UserAccounts()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False)
                | models.Q(phone__isnull=False)
                | models.Q(erased_at__isnull=False),
                name="user_has_email_or_phone",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(email__isnull=True, phone__isnull=True, full_name="", is_active=False, is_staff=False),
                name="user_erased_is_empty",
            ),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(
                condition=models.Q(phone__regex=r"^\+[1-9][0-9]{7,14}$"), name="user_phone_is_e164"
            ),
        ]
        indexes = [
            models.Index(
                fields=["erasure_due_at"],
                condition=models.Q(erasure_due_at__isnull=False),
                name="user_erasure_due",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email or self.phone or f"#{self.pk}"

    def get_short_name(self: Self) -> str:
        return self.full_name

    def set_password(self, raw_password: str | None) -> None:
        """In the one spelling in which passwords are checked."""
        super().set_password(None if raw_password is None else spelled(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(None if raw_password is None else spelled(raw_password))
