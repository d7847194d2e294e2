"""The Whoosh index, and what stands beside it: rows, columns, generations, refresh."""
