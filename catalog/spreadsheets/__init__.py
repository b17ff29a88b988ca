"""Products, prices and stock as spreadsheets: what a file may hold, read with care and written without surprises."""
