"""Mail: promised with the change, sent once, in the reader's language."""

from pathlib import Path

import pytest
from django.core import mail

from storefront import settings as ours
from storefront.kernel import outbox
from storefront.kernel.mail import put_mail
from storefront.kernel.models import Task

WORDS = {"thing": "pain\r\nBcc: x@evil.example", "name": "Zoé & <fils>"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words_of_our_own(settings):
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}]


def sent():
    while outbox.work_once(["mail"]):
        pass
    return mail.outbox


def test_a_mail_goes_out_once_in_plain_words():
    for _time in range(2):
        put_mail(
            "ready:7",
            "zoe@rue.example",
            "ready",
            "fr-CA",
            words=WORDS,
            sender='Au "Bon" Pain',
            reply_to="pain@rue.example",
            channel_id=2,
        )
    assert mail.outbox == []
    [message] = sent()
    assert message.subject == "Votre pain"
    assert (message.to, message.reply_to) == (["zoe@rue.example"], ["pain@rue.example"])
    assert message.from_email.startswith('"Au Bon Pain" <bonjour@')
    assert "Bonjour Zoé & <fils>," in message.body
    assert message.message()["Message-ID"].endswith("@127.0.0.1>")
    task = Task.objects.get()
    assert (task.channel_id, task.payload) == (2, {})


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Your loaf is ready"),
        ("en-GB", "Your loaf is ready"),
        ("fr", "Votre loaf est prêt"),
        ("de", "Votre loaf est prêt"),
        (None, "Votre loaf est prêt"),
    ],
)
def test_the_readers_language(language, subject):
    put_mail("k", "zoe@rue.example", "ready", language, words={"thing": "loaf", "name": "Zoé"})
    [message] = sent()
    assert message.subject == subject


def test_letters_are_kept_in_files_and_the_log_does_not_tell_them(settings, tmp_path, caplog, capfd):
    """Outside the demo: what opens an account stands in a file that only the shop's user reads."""
    folder = Path(ours.EMAIL_FILE_PATH)
    assert (folder.parent, folder.name, folder.stat().st_mode & 0o777) == (ours.SHOP_DATA, "mail", 0o700)
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = ours.EMAIL_BACKEND, str(tmp_path)
    put_mail("k", "zoe@rue.example", "ready", "en", words={"thing": "loaf", "name": "Secret"})
    with caplog.at_level("INFO"):
        sent()
    [letter] = tmp_path.iterdir()
    assert "Secret" in letter.read_text()
    told = caplog.text + "".join(capfd.readouterr())
    assert "Mail to z…@rue.example: Your loaf is ready" in told
    assert "Secret" not in told and "zoe@" not in told
