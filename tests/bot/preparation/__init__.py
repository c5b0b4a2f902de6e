"""Tests of time to prepare."""
