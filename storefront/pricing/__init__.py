"""What a basket costs: totals, adjustments, taxes. Pure arithmetic: no Django, no database, no clock."""
