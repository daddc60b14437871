"""What the plugin answers at addresses of its own."""

from django.http import JsonResponse
from django.urls import path

from .models import Ripeness


def ripe(request, least):
    """The slugs of what is at least so ripe."""
    found = Ripeness.objects.filter(percent__gte=least).order_by("product__slug")
    return JsonResponse({"ripe": list(found.values_list("product__slug", flat=True))})


urlpatterns = [path("<int:least>/", ripe)]
