"""Small pictures of evidence, made by a confined process."""
