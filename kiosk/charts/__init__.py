"""pyqtgraph behind one small door; no other folder imports it.

`ChartItem` draws a `Marks` (plain numbers and words) in the exhibit's own look, one file a form. pyqtgraph supplies
the canvas and the marks on it; its axes, menus, mouse and export dialog are never made.
"""
