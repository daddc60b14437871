"""Where pictures lie: Django's default storage; on a local disk each file appears whole or not at all."""

import os
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


def put(path, body):
    """Store bytes under a path, unless they are there; safe when many do it at once."""
    if not is_local():
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(body))
        return
    target = Path(default_storage.path(path))
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(body)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def read(path):
    """The bytes under a path; FileNotFoundError when there are none."""
    with default_storage.open(path) as file:
        return file.read()


def has(path):
    """Is there a file?"""
    return default_storage.exists(path)


def is_local():
    """Do the files lie on this machine's disk, where looking costs nothing?"""
    return isinstance(
        default_storage._wrapped if hasattr(default_storage, "_wrapped") else default_storage, FileSystemStorage
    )
