"""Exampleton, the borough to try: its map, its people and a year of reports. All of it is invented."""
