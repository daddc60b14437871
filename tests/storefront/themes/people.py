"""Customers of the themes' tests: who they are, how they sign in, what they find in their letters."""

import re
from urllib.parse import urlsplit

from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from storefront.accounts.models import User
from storefront.kernel import worker

PASSWORD = "croissant-dore"


def a_customer(email="anna@client.example", password=PASSWORD, **fields):
    """A confirmed customer with PASSWORD."""
    return User.objects.create(email=email, password=make_password(password), is_confirmed=True, **fields)


def a_browser(email=None, at="/en/pain/sign-in/", password=PASSWORD):
    """A browser; with an e-mail its owner has signed in."""
    browser = Client(headers={"sec-fetch-site": "same-origin"})
    if email:
        assert browser.post(f"{at}?action=sign-in", {"email": email, "password": password}).status_code == 303
    return browser


def text(response):
    """The page as a browser shows it."""
    return response.content.decode()


def form(response, action):
    """{field: value} of the form that does the action, as the page filled it in."""
    found = re.search(rf'<form[^>]*action="[^"]*action={action}\b[^"]*".*?</form>', text(response), re.S).group()
    words = {}
    for tag in re.findall(r"<input[^>]*>", found):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if said.get("name") and (said.get("type") != "checkbox" or " checked" in tag):
            words[said["name"]] = said.get("value", "on").replace("&amp;", "&")
    return words


def letters():
    """Let the worker work; the new mails."""
    before = len(mail.outbox)
    worker.work_off()
    return mail.outbox[before:]


def link_of(letter):
    """The link in a mail, without its host."""
    parts = urlsplit(re.search(r"http\S+", letter.body).group())
    return f"{parts.path}?{parts.query}"
