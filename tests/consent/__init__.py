"""Consent, tried at random: people type and press whatever they see, and nothing may be seen before a yes."""
