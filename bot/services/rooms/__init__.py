"""Rooms: the tick that opens, keeps and closes them, and delivers what is due."""
