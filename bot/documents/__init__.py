"""Pictures and papers: SVG, PNG, QR codes, Markdown and PDF. Words come in ready, in any language.

The libraries load at their first use, in a process of their own (`making.py`).
"""
