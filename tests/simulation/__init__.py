"""The rules against random stories in memory, and the model of the tables against PostgreSQL."""
