"""Morocco's twelve regions, in the order of the official list."""

REGIONS = (
    "tanger",
    "oriental",
    "fes",
    "rabat",
    "beni-mellal",
    "casablanca",
    "marrakech",
    "draa",
    "souss",
    "guelmim",
    "laayoune",
    "dakhla",
)
