"""What people see and press: one folder for each surface, drawing and presses side by side."""
