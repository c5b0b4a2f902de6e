"""Is it still the shape we chose? Imports, rules, sizes and migrations."""
