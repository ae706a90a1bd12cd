"""Small pictures of evidence, decoded in a confined process."""
