"""Reads of the care room: claims, complaints, reviews, what they tell a producer, the rule."""
