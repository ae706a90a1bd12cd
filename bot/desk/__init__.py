"""The answers of the product to the officers' desk in the browser."""
