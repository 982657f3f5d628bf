"""What people see and press: pure drawing, and presses that are a few lines each."""
