"""Parcels: what is packed, sent, followed and handed over."""
