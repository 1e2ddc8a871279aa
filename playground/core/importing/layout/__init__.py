"""Where the table is among the rows: what names its columns, where its data begin and end."""
