"""Statistics of what was answered: counted in SQL, finished in NumPy by `engine/statistics`."""
