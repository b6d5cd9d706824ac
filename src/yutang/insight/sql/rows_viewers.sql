select * from facts_viewers
