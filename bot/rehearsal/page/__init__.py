"""The control page beside the simulated Discord, on this machine only."""
