"""Wishes for lunch-and-learns, and whom they bring to hold one."""
