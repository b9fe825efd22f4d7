"""How cases and units look on a map; the only place that knows folium."""
