"""What every surface is built from: buttons, forms, sheets, names, answers."""
