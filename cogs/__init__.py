"""What people see and press in Discord; thin, one module per command group."""
