"""The house measured: functions, files, imports, copies, words. `make shape` prints one table."""
