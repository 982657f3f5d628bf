"""What every repository stands on: tables, columns, data policies, access."""
