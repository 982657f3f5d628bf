"""What an evening shows in Discord: where its card stands, its console, what was deleted."""
