"""From data to the learned files that the service ships. Nothing that runs imports this."""
