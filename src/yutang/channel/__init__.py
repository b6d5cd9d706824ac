"""Channel: how a good is recommended, checked and admitted to the channel."""
