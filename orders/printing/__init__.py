"""Labels and packing slips as PDF."""
