"""What a map of many incidents costs with geomap, with its peers, and at the least."""
