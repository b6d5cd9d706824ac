-- An order has a positive quantity and its amount is quantity × price.
-- counts: trade_order
select id as "order", quantity, price_fen, amount_fen
from trade_order
where quantity <= 0 or amount_fen <> quantity::bigint * price_fen
