"""The readers, one for each format: bytes become a `model.Document`, and what they leave out is said in the report."""
