"""The pages' entry: settings, addresses, shell."""
