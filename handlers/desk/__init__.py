"""The officers' desk in the browser: the page and its calls."""
