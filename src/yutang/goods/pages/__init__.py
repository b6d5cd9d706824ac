"""Pages of the goods room: products and their register, batches, marks, what anybody may trace."""
