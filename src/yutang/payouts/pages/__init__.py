"""Pages of the payouts room: runs and replies for clerks, statements and advances for payees."""
