"""What happens when many do something at once: on real processes and a real database."""
