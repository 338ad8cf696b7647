"""What a rule would count, before it is saved or signed: nothing here writes to the log."""
