"""Pages of the honours room: applying, deciding, the public notice, the register, the rules."""
