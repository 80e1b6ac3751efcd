"""The analyst's desk: JupyterLab, the preview of a page, and the small tools of the year's round.

A tool of the desk is a notebook's small sister: it asks inputs and method together for one answer, so it
stands where a notebook stands. It may import inputs, method, pages and templates; none of them imports it.
"""
