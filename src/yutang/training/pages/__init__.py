"""Pages of the training room: for everybody, for learners, at the desk, in the session."""
