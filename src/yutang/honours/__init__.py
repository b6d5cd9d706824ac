"""Honours: honours with a life: application, steps, notice, plaque, review, withdrawal."""
