"""How goods reach people: zones, methods, collection points, and the options a basket has."""
