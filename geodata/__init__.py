"""The shipped area units, and how their schematic boundaries were drawn (not part of the product)."""
