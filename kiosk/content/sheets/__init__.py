"""Tables that a curator keeps in a spreadsheet: from a CSV or XLSX file to the rows of a chart or a timeline.

A file becomes a `Table` of cells, each the text that its author sees; columns are found by their names; cells become
numbers and dates as a deck writes them; and rows become the same nodes that the YAML would have had.
"""
