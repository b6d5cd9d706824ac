"""Care: what happens when something is wrong, and what buyers say: claims, complaints, reviews."""
