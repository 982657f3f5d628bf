"""What each stage shows on the card; `cogs.ui.card` puts the parts together."""
