"""Open data: facts and indicators for everybody, with nobody in them."""
