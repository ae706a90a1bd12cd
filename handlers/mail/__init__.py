"""E-mail, outgoing alone: a letter laid out, a message made of it, a server that takes it."""
