"""Tests of the demo register's parts."""
