"""Writing facts: publishing them, keeping versions, taking old files away."""
