"""Incidents, their sources, claims and sites: reading, checking, locating, choosing a period."""
