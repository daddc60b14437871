"""The real view, over the toy schema."""

import json

import pytest
from django.test import Client


@pytest.fixture
def toy(settings):
    """toy(document, **variables) posts JSON to the view and gives Django's response; toy.raw posts bytes."""
    settings.ROOT_URLCONF = "tests.abuse.toy"
    client = Client()

    def post(document, headers=None, **variables):
        return raw(json.dumps({"query": document, "variables": variables}), headers=headers)

    def raw(body, content_type="application/json", **extra):
        return client.generic("POST", "/graphql/", body, content_type=content_type, **extra)

    post.raw, post.client = raw, client
    return post


@pytest.fixture
def refused():
    """refused(response): the sentence of a 400 that executed nothing."""

    def sentence(response, status=400):
        answer = response.json()
        assert response.status_code == status and "data" not in answer, answer
        return answer["errors"][0]["message"]

    return sentence
