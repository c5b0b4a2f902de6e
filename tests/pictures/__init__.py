"""Pictures of each surface, to be looked at by people."""
