"""Every table of the database, as SQLModel classes.

Times are seconds since the epoch, UTC. Columns of bytes are protected by the vault or sealed to the officers.
`chat`, `lane` and `event_id` are tokens of the vault: rows are found by them, and they reveal no address.
"""
