"""Exchange of indicators with partners: CSV, STIX 2.1 and MISP, both ways."""
