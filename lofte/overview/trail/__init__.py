"""The auditor's room: who has done and seen what, in plain sentences."""
