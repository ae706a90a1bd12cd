"""The operator's alert: what is wrong with the deployment, told once to a chat or a webhook."""
