"""What a price list says, which names mean the same, when a price is too low: pure decisions."""
