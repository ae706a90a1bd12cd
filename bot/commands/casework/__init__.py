"""Commands about cases, and about the officers and keys that open them."""
