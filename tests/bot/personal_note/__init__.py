"""The personal note: when it comes, and what it says."""
