"""Shops, and what the whole street shares: its settings and its taxes."""

from django.db import models

from ..kernel.metadata import WithMetadata
from ..kernel.translations import Translated


class Channel(WithMetadata, Translated):
    """One artisan's shop. Amounts everywhere in it are minor units of `currency`."""

    name = models.CharField(max_length=250)
    slug = models.SlugField(max_length=255, unique=True)
    domain = models.CharField(max_length=253, null=True, blank=True, unique=True)  # of its own; see domains.py
    is_active = models.BooleanField(default=True)
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)  # where the shop stands, ISO 3166
    countries = models.JSONField(default=list, blank=True)  # where it delivers; empty: its own country
    timezone = models.CharField(max_length=64, default="Europe/Paris")
    default_language = models.CharField(max_length=16, default="fr")
    allow_unpaid_orders = models.BooleanField(default=False)
    hold_minutes = models.PositiveSmallIntegerField(default=10)
    trade = models.CharField(max_length=64, blank=True)  # "baker", "florist", "potter" …
    theme = models.CharField(max_length=64, default="atelier")
    tagline = models.CharField(max_length=250, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    email = models.EmailField(blank=True)
    hours = models.JSONField(default=dict, blank=True)  # {"saturday": [["07:00", "13:00"]], …}; see hours.py
    hours_note = models.TextField(blank=True)  # what the hours alone do not say
    address = models.ForeignKey("accounts.Address", models.SET_NULL, null=True, blank=True, related_name="+")
    picture = models.CharField(max_length=255, blank=True)  # path below /media/
    picture_alt = models.CharField(max_length=250, blank=True)
    legal = models.JSONField(default=dict, blank=True)  # identity shown by law; see legal.py
    plugin_settings = models.JSONField(default=dict, blank=True)  # {"plugin name": {setting: value}}

    class Meta:
        ordering = ["slug"]


class Street(WithMetadata, Translated):
    """Settings of the whole street; one row."""

    name = models.CharField(max_length=250, default="")
    description = models.TextField(blank=True, default="")
    picture = models.CharField(max_length=255, blank=True)  # path below /media/
    picture_alt = models.CharField(max_length=250, blank=True)
    default_weight_unit = models.CharField(max_length=8, default="KG")
    redirect_hosts = models.JSONField(default=list, blank=True)  # hosts that mail links may lead to
    confirm_accounts = models.BooleanField(default=True)


class TaxClass(WithMetadata):
    """A kind of goods for the tax office, such as bread or cut flowers."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=64, unique=True)

    class Meta:
        ordering = ["name", "pk"]


class TaxRate(models.Model):
    """The rate of a class in a country during [valid_from, valid_to), in hundredths of a percent: 550 is 5.5 %."""

    tax_class = models.ForeignKey(TaxClass, models.CASCADE, related_name="rates")
    country = models.CharField(max_length=2)
    rate = models.PositiveIntegerField()
    reason = models.CharField(max_length=250, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["country", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["tax_class", "country", "valid_from"], name="one_rate_a_day")]
