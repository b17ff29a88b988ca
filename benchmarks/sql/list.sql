SELECT listing.product_id, product.slug, product.name, product.summary,
    CASE WHEN listing.certified_until >= %(today)s THEN listing.stars END,
    listing.is_available, listing.price_min, listing.price_max, listing.rating_average, listing.rating_count,
    image.digest, image.width, image.height, image.renditions, media.alt,
    listing.seller_id, seller.name, product_group.name_vi,
    concat_ws(', ', place.kind || ' ' || place.name, parent.kind || ' ' || parent.name,
        grandparent.kind || ' ' || grandparent.name),
    CASE WHEN listing.certified_until >= %(today)s THEN certificate.number END,
    listing.published_at
FROM catalog_listing AS listing
JOIN catalog_product AS product ON product.id = listing.product_id
JOIN sellers_seller AS seller ON seller.id = listing.seller_id
JOIN catalog_productgroup AS product_group ON product_group.id = listing.group_id
LEFT JOIN catalog_media AS media ON media.id = listing.thumbnail_id
LEFT JOIN marketplace_image AS image ON image.id = media.image_id
LEFT JOIN marketplace_place AS place ON place.id = listing.place_id
LEFT JOIN marketplace_place AS parent ON parent.id = place.parent_id
LEFT JOIN marketplace_place AS grandparent ON grandparent.id = parent.parent_id
LEFT JOIN catalog_certificate AS certificate ON certificate.id = listing.certificate_id
WHERE (listing.published_at, listing.product_id) < (%(moment)s, %(product)s)
ORDER BY listing.published_at DESC, listing.product_id DESC
LIMIT 25
