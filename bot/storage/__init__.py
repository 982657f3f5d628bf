"""Where the bot remembers: tables, one module per noun, sealing, migrations, and the store."""
