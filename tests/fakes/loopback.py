"""Plain HTTP within this computer: a client that loads no certificates is made a hundred times sooner."""

import ssl

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For `verify=` of a client: over TLS it would trust nobody."""
