"""Reading what offices hand in: workbooks, text tables, layers and drawings, one file per format."""
