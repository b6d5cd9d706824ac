and listing_id in (
            select l.id
            from shops_listing l
            join shops_shop s on s.id = l.shop_id
            where {villages}
        )
