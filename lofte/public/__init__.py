"""The citizens' pages: released things and nothing else."""
