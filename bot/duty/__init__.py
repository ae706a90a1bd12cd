"""Officers on duty, and the reporters who ask for one."""
