"""Setting up each channel for this deployment."""
