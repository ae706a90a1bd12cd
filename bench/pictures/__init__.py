"""How well numbers and links are read in screenshots."""
