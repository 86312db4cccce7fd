"""Tests of ``forms/``."""
