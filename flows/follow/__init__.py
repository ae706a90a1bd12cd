"""After filing: status, rights over one's data, leaving no trace."""
