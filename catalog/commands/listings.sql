INSERT INTO catalog_listing AS listing (
    product_id, seller_id, group_id, place_id, published_at, name_key, price_min, price_max, compare_at,
    compare_at_until, is_available, thumbnail_id, certificate_id, stars, certified_until, rating_average, rating_count, sold_count
)
SELECT product.id, product.seller_id, product.group_id, product.place_id, product.published_at, asked.name_key,
    price.lowest, price.highest, cheapest.compare_at_price, cheapest.compare_at_until, price.is_available,
    thumbnail.id, certificate.id, coalesce(certificate.stars, 0), certificate.until,
    coalesce(round(rating.star_total::numeric / nullif(rating.count, 0), 2), 0), coalesce(rating.count, 0), 0
FROM unnest(%(ids)s::bigint[], %(name_keys)s::text[]) AS asked (id, name_key)
JOIN catalog_product AS product ON product.id = asked.id AND product.status = 'PUBLISHED'
JOIN sellers_seller AS seller ON seller.id = product.seller_id AND seller.status = 'ACTIVE'
CROSS JOIN LATERAL (
    SELECT min(variant.price) AS lowest, max(variant.price) AS highest,
        coalesce(bool_or(stock.on_hand > stock.allocated), false) AS is_available
    FROM catalog_variant AS variant
    LEFT JOIN catalog_stockitem AS stock ON stock.variant_id = variant.id
    WHERE variant.product_id = product.id AND variant.is_active
    HAVING count(*) > 0
) AS price
CROSS JOIN LATERAL (
    SELECT CASE WHEN variant.compare_at_until >= %(today)s THEN variant.compare_at_price END AS compare_at_price,
        CASE WHEN variant.compare_at_until >= %(today)s THEN variant.compare_at_until END AS compare_at_until
    FROM catalog_variant AS variant
    WHERE variant.product_id = product.id AND variant.is_active
    ORDER BY variant.price, variant.position, variant.id
    LIMIT 1
) AS cheapest
LEFT JOIN LATERAL (
    SELECT media.id
    FROM catalog_media AS media
    WHERE media.product_id = product.id
    ORDER BY media.position, media.id
    LIMIT 1
) AS thumbnail ON true
LEFT JOIN LATERAL (
    SELECT held.id, held.stars, least(held.expires_on, held.revoked_on - 1) AS until
    FROM catalog_certificate AS held
    WHERE held.product_id = product.id AND held.issued_on <= %(today)s AND held.expires_on >= %(today)s
        AND (held.revoked_on IS NULL OR held.revoked_on > %(today)s)
    ORDER BY held.issued_on DESC, held.id DESC
    LIMIT 1
) AS certificate ON true
LEFT JOIN catalog_productrating AS rating ON rating.product_id = product.id
ON CONFLICT (product_id) DO UPDATE SET
    seller_id = excluded.seller_id,
    group_id = excluded.group_id,
    place_id = excluded.place_id,
    published_at = excluded.published_at,
    name_key = excluded.name_key,
    price_min = excluded.price_min,
    price_max = excluded.price_max,
    compare_at = excluded.compare_at,
    compare_at_until = excluded.compare_at_until,
    is_available = excluded.is_available,
    thumbnail_id = excluded.thumbnail_id,
    certificate_id = excluded.certificate_id,
    stars = excluded.stars,
    certified_until = excluded.certified_until
-- Rows that stay as they are are not written: they would empty every process's cache for nothing.
WHERE (listing.seller_id, listing.group_id, listing.place_id, listing.published_at, listing.name_key,
        listing.price_min, listing.price_max, listing.compare_at, listing.compare_at_until, listing.is_available, listing.thumbnail_id,
        listing.certificate_id, listing.stars, listing.certified_until)
    IS DISTINCT FROM
    (excluded.seller_id, excluded.group_id, excluded.place_id, excluded.published_at, excluded.name_key,
        excluded.price_min, excluded.price_max, excluded.compare_at, excluded.compare_at_until, excluded.is_available, excluded.thumbnail_id,
        excluded.certificate_id, excluded.stars, excluded.certified_until)
