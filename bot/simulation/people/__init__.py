"""What people do in a simulated year: organisers, members, and all who come to an evening."""
