"""Stations: village pickup stations and county shops: transfers, pickup codes, the counter."""
