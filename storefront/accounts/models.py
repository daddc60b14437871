"""People, their addresses, and the groups that give staff their rights."""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ..kernel import clock
from ..kernel.metadata import WithMetadata


def new_jwt_key():
    """A fresh per-user secret; tokens carrying an older one are void."""
    return secrets.token_urlsafe(12)


class Address(WithMetadata):
    """A postal address; a copy belongs to one person, basket, order or place."""

    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    company_name = models.CharField(max_length=256, blank=True)
    street_address_1 = models.CharField(max_length=256, blank=True)
    street_address_2 = models.CharField(max_length=256, blank=True)
    city = models.CharField(max_length=256, blank=True)
    city_area = models.CharField(max_length=128, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    country_area = models.CharField(max_length=128, blank=True)
    phone = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["pk"]

    WORDS = (
        "first_name",
        "last_name",
        "company_name",
        "street_address_1",
        "street_address_2",
        "city",
        "city_area",
        "postal_code",
        "country",
        "country_area",
        "phone",
    )

    def copy(self):
        """The same address as a new, unsaved row."""
        return Address(**{word: getattr(self, word) for word in self.WORDS})


class People(BaseUserManager):
    """Finds people by the e-mail they sign in with."""

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser, WithMetadata):
    """A customer or a member of staff; `email` is stored in lower case."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=256, blank=True)
    last_name = models.CharField(max_length=256, blank=True)
    addresses = models.ManyToManyField(Address, blank=True, related_name="owners")
    default_shipping_address = models.ForeignKey(Address, models.SET_NULL, null=True, blank=True, related_name="+")
    default_billing_address = models.ForeignKey(Address, models.SET_NULL, null=True, blank=True, related_name="+")
    is_superuser = models.BooleanField(default=False)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_confirmed = models.BooleanField(default=False)
    jwt_key = models.CharField(max_length=32, default=new_jwt_key)
    language = models.CharField(max_length=16, default="fr")
    avatar = models.CharField(max_length=255, blank=True)
    note = models.TextField(blank=True)
    external_reference = models.CharField(max_length=250, null=True, unique=True)
    date_joined = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(auto_now=True)
    groups = models.ManyToManyField("PermissionGroup", blank=True, related_name="users")

    USERNAME_FIELD = "email"
    objects = People()

    class Meta:
        ordering = ["email"]


class Consent(models.Model):
    """What somebody said about being written to by a shop, with its proof; the newest counts, none is ever changed."""

    class Medium(models.TextChoices):
        EMAIL = "EMAIL"
        SMS = "SMS"

    user = models.ForeignKey(User, models.CASCADE, related_name="consents")
    channel = models.ForeignKey("channels.Channel", models.CASCADE, related_name="+")
    medium = models.CharField(max_length=8, choices=Medium)
    given = models.BooleanField()
    text_version = models.CharField(max_length=64)
    text = models.TextField(blank=True)  # the words that were read
    place = models.CharField(max_length=120)  # where they stood: "account", "checkout" …
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "channel", "medium"], name="consent_of_user")]

    def save(self, **how):
        """Only new rows: a proof is not rewritten."""
        super().save(**{**how, "force_insert": True})


class PermissionGroup(models.Model):
    """Rights for staff; in all channels unless restricted to some."""

    name = models.CharField(max_length=150, unique=True)
    permissions = models.JSONField(default=list, blank=True)  # codes of kernel.permissions
    restricted_to_channels = models.BooleanField(default=True)
    channels = models.ManyToManyField("channels.Channel", blank=True, related_name="permission_groups")

    class Meta:
        ordering = ["name"]
