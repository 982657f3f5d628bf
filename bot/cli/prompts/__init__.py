"""What `openround prompts` answers: questions found, counted and looked through."""
