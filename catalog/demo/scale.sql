-- One row for each product to be made. hashint8extended(number, salt) is the same on every machine.
CREATE TEMP TABLE scale_plan AS
WITH lots AS (
    SELECT i,
        (hashint8extended(i, 1) & 2147483647) AS template_lot,
        (hashint8extended(i, 2) & 2147483647) AS seller_lot,
        ((hashint8extended(i, 3) & 2147483647) + 1) / 2147483649.0::float AS u1,
        (hashint8extended(i, 4) & 2147483647) / 2147483648.0::float AS u2,
        (hashint8extended(i, 5) & 2147483647) AS star_lot,
        (hashint8extended(i, 6) & 2147483647) AS certificate_lot,
        (hashint8extended(i, 7) & 2147483647) AS publish_lot,
        (hashint8extended(i, 8) & 2147483647) AS stock_lot
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS i
)
SELECT lots.i,
    nextval(pg_get_serial_sequence('catalog_product', 'id')) AS product_id,
    template.product_id AS template_id,
    template.words || ' ' || seller.commune || ' ' || lots.i AS name,
    template.slug || '-' || seller.slug || '-' || lots.i AS slug,
    seller.seller_id,
    greatest(5000, least(20000000,
        round((variant.price * exp(0.45 * sqrt(-2 * ln(u1)) * cos(2 * pi() * u2)))::numeric, -3)))::bigint AS price,
    CASE WHEN star_lot %% 100 < 78 THEN 3 WHEN star_lot %% 100 < 98 THEN 4 ELSE 5 END AS stars,
    %(today)s::date - CASE WHEN certificate_lot %% 100 < 73 THEN (certificate_lot / 100) %% 1000
        ELSE 1100 + (certificate_lot / 100) %% 900 END::int AS issued_on,
    certificate_lot %% 100 < 90 AS has_certificate,
    %(now)s::timestamptz - make_interval(mins => (publish_lot %% 1000000)::int) AS published_at,
    CASE WHEN stock_lot %% 100 < 8 THEN 0 ELSE 1 + (stock_lot / 100) %% 300 END::int AS on_hand,
    stock_lot %% 10 < 3 AS has_case,
    variant.name AS pack, variant.weight_grams,
    product.group_id
FROM lots
JOIN scale_template template ON template.n = lots.template_lot %% (SELECT count(*) FROM scale_template)
JOIN scale_seller seller ON seller.n = lots.seller_lot %% (SELECT count(*) FROM scale_seller)
JOIN catalog_product product ON product.id = template.product_id
JOIN LATERAL (
    SELECT * FROM catalog_variant WHERE catalog_variant.product_id = template.product_id ORDER BY position LIMIT 1
) variant ON true
ORDER BY lots.i;

INSERT INTO catalog_product (id, slug, name, summary, description, story, seller_id, group_id, place_id, status,
    published_at, is_illustrative, created_at, updated_at, version, status_reason, status_changed_at, approved_at)
SELECT plan.product_id, plan.slug, plan.name, template.summary, template.description, template.story, plan.seller_id,
    plan.group_id, seller.place_id, 'PUBLISHED', plan.published_at, true, plan.published_at, plan.published_at,
    1, '', plan.published_at, plan.published_at
FROM scale_plan plan
JOIN catalog_product template ON template.id = plan.template_id
JOIN sellers_seller seller ON seller.id = plan.seller_id
ORDER BY plan.i;

INSERT INTO catalog_variant (product_id, seller_id, sku, name, price, weight_grams, gtin, position, is_active)
SELECT product_id, seller_id, 'TN-' || lpad(i::text, 7, '0') || '-1', pack, price, weight_grams, '', 0, true
FROM scale_plan ORDER BY i;

INSERT INTO catalog_variant (product_id, seller_id, sku, name, price, compare_at_price, compare_at_until, weight_grams, gtin,
    position, is_active)
SELECT product_id, seller_id, 'TN-' || lpad(i::text, 7, '0') || '-2', 'Bộ 3 × ' || left(pack, 100), price * 3 * 94 / 100,
    CASE WHEN published_at <= %(offered_before)s THEN price * 3 END,
    CASE WHEN published_at <= %(offered_before)s THEN %(shown_until)s::date END, weight_grams * 3, '', 1, true
FROM scale_plan WHERE has_case ORDER BY i;

INSERT INTO catalog_pricechange (variant_id, price, is_offered, valid_from)
SELECT variant.id, coalesce(variant.compare_at_price, variant.price), true, plan.published_at
FROM scale_plan plan JOIN catalog_variant variant ON variant.product_id = plan.product_id;

INSERT INTO catalog_pricechange (variant_id, price, is_offered, valid_from)
SELECT variant.id, variant.price, true, %(reduced_at)s
FROM scale_plan plan JOIN catalog_variant variant ON variant.product_id = plan.product_id
WHERE variant.compare_at_price IS NOT NULL;

INSERT INTO catalog_stockitem (variant_id, on_hand, allocated)
SELECT variant.id, CASE WHEN variant.position = 0 THEN plan.on_hand ELSE plan.on_hand / 3 END, 0
FROM scale_plan plan JOIN catalog_variant variant ON variant.product_id = plan.product_id;

INSERT INTO catalog_stockmovement (stock_id, delta, reason, note, created_at)
SELECT stock.variant_id, stock.on_hand, 'RECEIVED', 'Dữ liệu minh họa', plan.published_at
FROM scale_plan plan
JOIN catalog_variant variant ON variant.product_id = plan.product_id
JOIN catalog_stockitem stock ON stock.variant_id = variant.id
WHERE stock.on_hand > 0;

INSERT INTO catalog_media (product_id, image_id, alt, position)
SELECT plan.product_id, media.image_id, left('Tranh vẽ minh họa: ' || plan.name, 200), media.position
FROM scale_plan plan JOIN catalog_media media ON media.product_id = plan.template_id;

INSERT INTO catalog_label (product_id, responsible_party, responsible_address, origin, net_quantity, ingredients,
    usage, storage, warnings, shelf_life_days, declaration_number)
SELECT plan.product_id, seller.legal_name, seller.address, label.origin, label.net_quantity, label.ingredients,
    label.usage, label.storage, label.warnings, label.shelf_life_days, ''
FROM scale_plan plan
JOIN catalog_label label ON label.product_id = plan.template_id
JOIN sellers_seller seller ON seller.id = plan.seller_id;

INSERT INTO catalog_attributevalue (product_id, attribute_id, value)
SELECT plan.product_id, attribute.attribute_id, attribute.value
FROM scale_plan plan JOIN catalog_attributevalue attribute ON attribute.product_id = plan.template_id;

INSERT INTO catalog_certificate (product_id, number, stars, decision, level, issued_by, issued_on, expires_on, group_id,
    revocation_decision, revocation_reason, is_illustrative, created_at)
SELECT plan.product_id, 'TN-' || lpad(plan.i::text, 7, '0') || '-' || plan.stars || '-' || extract(year FROM issued_on),
    plan.stars, (100 + plan.i %% 3000) || '/QĐ (minh họa)',
    CASE WHEN plan.stars = 5 THEN 'MINISTRY'
        WHEN plan.stars = 3 AND issued_on BETWEEN '2023-02-24' AND '2025-06-30' THEN 'DISTRICT' ELSE 'PROVINCE' END,
    CASE WHEN plan.stars = 5 THEN 'Bộ Nông nghiệp (minh họa)'
        WHEN plan.stars = 3 AND issued_on BETWEEN '2023-02-24' AND '2025-06-30' THEN 'UBND huyện (minh họa)'
        ELSE 'UBND tỉnh (minh họa)' END,
    issued_on, (issued_on + interval '36 months' - interval '1 day')::date,
    coalesce(
        (SELECT earlier.id FROM catalog_productgroup earlier
            JOIN catalog_groupmapping mapping ON mapping.group_id = earlier.id
            WHERE mapping.successor_id = plan.group_id AND issued_on < '2023-02-24' ORDER BY earlier.id LIMIT 1),
        plan.group_id),
    '', '', true, plan.published_at
FROM scale_plan plan WHERE has_certificate ORDER BY plan.i;
