"""How a card is approved, how its lines are judged, and what of it is signed: pure."""
