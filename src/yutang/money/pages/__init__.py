"""Pages of the money room: the checkout, the worklist of the clerks, the providers' door."""
