"""The one server entry: `storefront.asgi:application`. WhiteNoise answers /static/, Django everything else."""

import gc
import multiprocessing
import os
import signal
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from whitenoise import WhiteNoise

from .hot import hot_answers
from .shell import Shell


def _application():
    django = get_wsgi_application()
    _warm()
    files = WhiteNoise(
        django,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        max_age=60,
        immutable_file_test=r"\.[0-9a-f]{12}\.",
    )
    return Shell(files, hot=hot_answers())


def _warm():
    """Build what every request needs now, and spare the garbage collector from walking it ever again."""
    from .accounts import tokens  # late: Django must be set up first
    from .api.schema import schema
    from .pages import compiled

    schema()
    tokens.jwks()
    compiled.every()
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()


def _end_with_parent():
    """A server whose main process was killed must not go on beside the next one."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent):
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


_end_with_parent()
application = _application()
