select * from {facts}
