"""The places of Morocco by name: regions, provinces, communes and the quarters of large cities."""
