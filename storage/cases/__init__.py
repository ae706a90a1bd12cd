"""Cases, their evidence, custody log, retention, and the officers who work them."""
