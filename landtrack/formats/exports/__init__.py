"""The formats of exports beside the shapefile; :mod:`landtrack.formats.export_registry` lists them all."""
