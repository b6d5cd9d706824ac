"""Pages of the criteria room: `catalogue`, `identifications`, `verdicts`, `targets`, `panels`."""
