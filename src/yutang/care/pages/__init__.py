"""Pages of the care room: an order's care, claims, complaints, reviews, the worklist, panels."""
