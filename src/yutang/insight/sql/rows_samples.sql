select * from facts_samples
