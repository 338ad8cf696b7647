"""Organisations, partnerships, people and roles: who is here and what may they do."""
