"""pyqtgraph behind one small door; no other folder imports it.

`ChartItem` draws a `Marks` (plain numbers and words) in the exhibit's own look. pyqtgraph supplies the plotting items
and the mapping of data to pixels; its axes, menus, mouse and export dialog are never made.
"""
