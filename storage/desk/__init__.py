"""The officers' desk in the browser: sign-in, keys and the work on cases."""
