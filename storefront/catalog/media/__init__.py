"""Pictures: accepted by what they contain, stripped, stored under their content's hash, shown in fixed sizes.

accept(data, filename) -> Picture: checks an upload and stores it.
keep(data) -> Picture: stores a picture of our own as it is.
url(type, pk, path, size, format) -> an absolute address; no database, and no network.
thumbnail(request, id, size, format) and original(request, id): the lazy addresses /thumbnail/… and /image/….
shows(type, model, field): say which column of which model holds the pictures of a GraphQL type.
"""

from .addresses import absolute, file_url, url
from .intake import Picture, accept, keep
from .renditions import SIZES, rendition, snap
from .views import original, shows, thumbnail

__all__ = [
    "SIZES",
    "Picture",
    "absolute",
    "accept",
    "file_url",
    "keep",
    "original",
    "rendition",
    "shows",
    "snap",
    "thumbnail",
    "url",
]
