"""Goods 货: producers, products, batches."""
