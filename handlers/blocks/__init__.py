"""What people see: pure functions from facts to Block Kit and the same content in words."""
