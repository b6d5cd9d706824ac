"""What is not hot: files, and pages that another process makes."""
