"""How a request is answered: heard, called in one transaction, and told to the person."""
