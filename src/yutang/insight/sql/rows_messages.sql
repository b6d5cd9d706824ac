select * from facts_messages
