"""What a shop tells: pages and menus."""
