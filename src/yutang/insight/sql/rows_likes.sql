select * from facts_likes
