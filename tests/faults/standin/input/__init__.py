"""What a person does at the stand-in: presses, commands, forms."""
