"""Whether words that somebody typed tell of a danger to life, and what is shown then.

Only what a person types into a search or into a private form of their own is read, and nothing of
it is kept; the room is never watched. A word too many costs one line on a private
answer.
"""
