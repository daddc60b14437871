"""The whole tree of categories, read once a request: shops have dozens of them, not thousands."""

from ...catalog import models
from ..beside import near


class Tree:
    """Categories by key and by parent."""

    def __init__(self, rows):
        self.by_pk = {row.pk: row for row in rows}
        self.below = {}
        for row in rows:
            self.below.setdefault(row.parent_id, []).append(row)
        levels = {}
        for row in rows:
            levels.setdefault(row.level, []).append(row)
        for level in levels.values():
            near(level)

    def ancestors(self, category):
        """From the root down to the parent."""
        return [self.by_pk[int(pk)] for pk in category.path.strip("/").split("/")[:-1] if int(pk) in self.by_pk]


def tree(info):
    """The tree, in the order of its shop."""
    memo = info.context.memo
    if "categories" not in memo:
        memo["categories"] = Tree(list(models.Category.objects.all()))
    return memo["categories"]
