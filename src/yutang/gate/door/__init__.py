"""What every door has: who asks, how much and how often; how it is answered."""
