"""Delivery: where a parcel may go and what that costs: address book, freight, ship-by."""
