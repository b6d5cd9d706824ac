-- Every order placed, whatever became of it.
select * from {facts}
