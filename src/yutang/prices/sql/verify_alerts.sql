-- An alert that has not ended says that our price is below the market's, and by how much.
-- counts: prices_pricealert
select id, own_fen, market_fen, share
from prices_pricealert
where own_fen >= market_fen or share <> own_fen::bigint * 100 / market_fen
    or first_day > last_day or quotes < 1
