"""What this plugin is."""

from storefront.plugin import Setting


class Ripeness:
    """Tells how ripe things are, and refuses to sell what is not ripe."""

    name = "ripeness"
    title = "How ripe it is"
    word = "ripe"
    works_with = ((0, 1), (1, 0))
    settings = {"least": Setting(default=0, help="Nothing below this ripeness is sold")}
