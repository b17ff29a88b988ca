SELECT product.id, product.slug, product.name, product.summary, product.description, product.story,
    CASE WHEN listing.certified_until >= %(today)s THEN listing.stars END,
    listing.is_available, listing.published_at, listing.price_min, listing.price_max, listing.compare_at,
    listing.rating_average, listing.rating_count,
    (
        SELECT json_agg(
            json_build_array(image.digest, image.width, image.height, image.renditions, media.alt)
            ORDER BY media.position, media.id
        )
        FROM catalog_media AS media JOIN marketplace_image AS image ON image.id = media.image_id
        WHERE media.product_id = product.id
    ),
    (
        SELECT json_agg(
            json_build_array(variant.id, variant.sku, variant.name, variant.price, variant.compare_at_price,
                coalesce(stock.on_hand - stock.allocated, 0), nullif(variant.weight_grams, 0),
                nullif(variant.gtin, ''))
            ORDER BY variant.position, variant.id
        )
        FROM catalog_variant AS variant LEFT JOIN catalog_stockitem AS stock ON stock.variant_id = variant.id
        WHERE variant.product_id = product.id AND variant.is_active
    ),
    (
        SELECT json_agg(
            json_build_object('name', attribute.name_vi, 'value', held.value, 'unit', attribute.unit)
            ORDER BY attribute.position, attribute.id
        )
        FROM catalog_attributevalue AS held JOIN catalog_attribute AS attribute ON attribute.id = held.attribute_id
        WHERE held.product_id = product.id
    ),
    coalesce(label.responsible_party, ''), coalesce(label.responsible_address, ''), coalesce(label.origin, ''),
    coalesce(label.net_quantity, ''), coalesce(label.ingredients, ''), coalesce(label.usage, ''),
    coalesce(label.storage, ''), coalesce(label.warnings, ''), label.shelf_life_days,
    coalesce(label.declaration_number, ''),
    certificate.number, certificate.stars, certificate.decision, certificate.issued_by, certificate.issued_on,
    certificate.expires_on,
    seller.id, seller.slug, seller.name, seller.legal_name, seller.legal_form, seller.tax_code, seller.address,
    seller.phone,
    concat_ws(', ', home.kind || ' ' || home.name, above_home.kind || ' ' || above_home.name,
        top_home.kind || ' ' || top_home.name),
    product_group.id, product_group.slug, product_group.name_vi, parent_group.id, parent_group.slug,
    parent_group.name_vi,
    place.id,
    concat_ws(', ', place.kind || ' ' || place.name, above.kind || ' ' || above.name, top.kind || ' ' || top.name)
FROM catalog_product AS product
JOIN catalog_listing AS listing ON listing.product_id = product.id
JOIN sellers_seller AS seller ON seller.id = listing.seller_id
JOIN catalog_productgroup AS product_group ON product_group.id = listing.group_id
LEFT JOIN catalog_productgroup AS parent_group ON parent_group.id = product_group.parent_id
LEFT JOIN catalog_label AS label ON label.product_id = product.id
LEFT JOIN catalog_certificate AS certificate
    ON certificate.id = listing.certificate_id AND listing.certified_until >= %(today)s
LEFT JOIN marketplace_place AS home ON home.id = seller.place_id
LEFT JOIN marketplace_place AS above_home ON above_home.id = home.parent_id
LEFT JOIN marketplace_place AS top_home ON top_home.id = above_home.parent_id
LEFT JOIN marketplace_place AS place ON place.id = listing.place_id
LEFT JOIN marketplace_place AS above ON above.id = place.parent_id
LEFT JOIN marketplace_place AS top ON top.id = above.parent_id
WHERE product.slug = %(slug)s
