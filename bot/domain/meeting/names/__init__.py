"""The names people go by in a meeting: none that misleads, none that stands for somebody else."""
