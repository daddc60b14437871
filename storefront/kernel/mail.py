"""Mail: one promise per message, written with the change it tells of; Django's back-end sends it later.

Words are files `templates/mail/<name>.<language>.txt`: the first line is the subject, the rest the body.
"""

import hashlib
import logging
import re
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template

from . import outbox

BLANK = re.compile(r"[^\S\u00a0]+")  # what a subject needs but one of; unbreakable ones stay
logger = logging.getLogger(__name__)


def put_mail(key, to, name, language, *, words=None, channel_id=None, sender=None, reply_to=None):
    """Promise a mail: template `name` in that language (fr-CA, then fr, then the shop's own) filled with `words`.

    The same key twice is one message. It is written now, in the caller's transaction, and says what is true now.
    sender: a name to show beside our address, such as the shop's; reply_to: where answers go.
    """
    subject, body = letter(name, language, words or {})
    payload = {"to": to, "subject": subject, "body": body, "sender": sender, "reply_to": reply_to}
    outbox.put("mail", key, payload, channel_id=channel_id)


def letter(name, language, words):
    """(subject, body) in plain text."""
    template = _template(name, language)
    text = template.template.render(Context(words, autoescape=False))  # plain text: & is &
    subject, _, body = text.strip().partition("\n")
    return BLANK.sub(" ", subject).strip(), body.strip() + "\n"


def _template(name, language):
    for code in (language, (language or "").split("-")[0], settings.LANGUAGE_CODE):
        try:
            return get_template(f"mail/{name}.{(code or '').lower()}.txt")
        except TemplateDoesNotExist:
            continue
    raise TemplateDoesNotExist(f"mail/{name}.{settings.LANGUAGE_CODE}.txt")


@outbox.performs("mail", forget=True)
def send(task):
    """Send one mail; the same Message-ID at each try lets a mail program drop a repeated one."""
    mail = task.payload
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = "".join(c for c in mail["sender"] or "" if c.isprintable() and c not in '"\\<>')
    mark = hashlib.sha256(task.key.encode()).hexdigest()[:32]
    EmailMessage(
        mail["subject"],
        mail["body"],
        f'"{name}" <{address}>' if name else settings.DEFAULT_FROM_EMAIL,
        [mail["to"]],
        reply_to=[mail["reply_to"]] if mail["reply_to"] else None,
        headers={"Message-ID": f"<{mark}@{address.rpartition('@')[2]}>"},
    ).send()
    logger.info("Mail to %s…@%s: %s", mail["to"][:1], mail["to"].rpartition("@")[2], mail["subject"])
