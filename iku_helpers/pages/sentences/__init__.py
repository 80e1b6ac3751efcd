"""Sentences of the pages: each says what the figures say, and differs where they differ.

Every function takes figures and gives plain Indonesian text; escaping happens where it is put on a page.
"""
