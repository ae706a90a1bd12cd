"""How to recognise a crime: pages that a person reads and passes on."""
