"""What is made and sold: types, attributes, categories, collections, products, variants, listings, media, search."""
