"""Metadata is notes on an object: who may read the private ones, and who may write. Each type says so, once."""

from dataclasses import dataclass

from ...kernel.errors import PermissionDenied
from ...kernel.permissions import EVERYWHERE

NOTES = {}  # Django model -> Notes; fills itself through node.represents()


@dataclass(frozen=True)
class Notes:
    """Who may read and write the notes on objects of a type.

    permissions: with any of them, held where the object belongs, staff read the private map and write both.
    channel: the path to the id of the object's channel, or a function; None: the street's, for those who hold the
        permission everywhere.
    owner: function(visitor, row) for those who write the public map without any permission.
    seen: function(visitor), the objects that staff must find there instead, for people, who have no channel.
    key: the field that stands in the global id.
    """

    permissions: tuple = ()
    channel: object = "channel_id"
    owner: object = None
    seen: object = None
    key: str = "pk"

    @property
    def reads(self):
        """The relation paths that deciding reads."""
        path = self.channel.rpartition(".")[0] if isinstance(self.channel, str) else ""
        return (path.replace(".", "__"),) if path else ()

    def require(self, visitor, row, memo=None):
        """Refuse all but staff who may read and write private notes on the row. memo: of the request, for many rows."""
        if self.seen is None:
            visitor.require(*self.permissions, channel_id=self._channel_of(row) or EVERYWHERE)
        elif not (visitor.is_staff and self._sees(visitor, row, memo)):
            raise PermissionDenied(self.permissions)

    def _sees(self, visitor, row, memo):
        if memo is None:
            return self.seen(visitor).filter(pk=row.pk).exists()
        key = "noted", type(row)
        if key not in memo:
            memo[key] = set(self.seen(visitor).order_by().values_list("pk", flat=True))
        return row.pk in memo[key]

    def require_writer(self, visitor, row, *, private):
        """Refuse whoever may not write the public, or the private, map of the row."""
        if private or self.owner is None or not self.owner(visitor, row):
            self.require(visitor, row)

    def _channel_of(self, row):
        if callable(self.channel):
            return self.channel(row)
        for step in self.channel.split(".") if self.channel else ():
            row = getattr(row, step)
        return row if self.channel else None
