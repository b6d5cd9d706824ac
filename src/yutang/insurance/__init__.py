"""Insurance: insurance plans with versioned benefit rules, and who is insured when."""
