"""The storage: tables, repositories, sealing, migrations, and the store."""
