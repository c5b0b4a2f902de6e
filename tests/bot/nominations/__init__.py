"""Tests of nominations."""
