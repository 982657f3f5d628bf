"""The linter of questions: is one open, kind and plain?"""
