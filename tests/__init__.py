"""Everything that has to be true about WhoKnows."""
