from tests.marketplace.graphql.market import Broken, PlaceById, SellerById


def test_a_level_is_one_trip_whatever_the_number_of_rows(ask, context):
    result = ask("{ products { seller { id } } }")
    assert result.errors[0].path == ["products", 3, "seller"]
    assert context.loader(SellerById).trips == [[1, 2, 3, 404]]


def test_levels_of_different_depth_share_what_is_known(ask, context):
    result = ask("{ products(first: 2) { seller { products { seller { name place { name } } } } placeName } }")
    assert result.errors is None
    assert result.data["products"][1] == {
        "seller": {"products": [{"seller": {"name": "Hải Hậu", "place": {"name": "Hải Hậu"}}}]},
        "placeName": "Hải Hậu",
    }
    assert context.loader(SellerById).trips == [[1, 2]]
    assert context.loader(PlaceById).trips == [[7, 8]]


def test_chained_loads_are_batched_too(ask, context):
    result = ask("{ products(first: 3) { placeName } }")
    assert [row["placeName"] for row in result.data["products"]] == ["Ý Yên", "Hải Hậu", None]
    assert context.loader(PlaceById).trips == [[7, 8, 99]]


def test_loads_inside_lists_are_completed_by_their_runtime_type(ask):
    result = ask("{ products(first: 2) { related { __typename id ... on Seller { phone } } } }")
    assert result.errors is None
    assert result.data["products"][1]["related"] == [
        {"__typename": "Seller", "id": "s2", "phone": "0912"},
        {"__typename": "Product", "id": "p1"},
        None,
    ]


def test_a_missing_value_where_none_may_be_nulls_the_nearest_nullable_parent_only(ask):
    result = ask("{ nullableProducts { id seller { name } } hello }")
    assert result.data == {
        "nullableProducts": [
            {"id": "p1", "seller": {"name": "Làng Nhót"}},
            {"id": "p2", "seller": {"name": "Hải Hậu"}},
            None,
            None,
        ],
        "hello": "xin chào",
    }
    assert sorted(error.path for error in result.errors) == [
        ["nullableProducts", 2, "seller", "name"],
        ["nullableProducts", 3, "seller"],
    ]


def test_a_failing_loader_nulls_the_nearest_nullable_parent_only(ask):
    result = ask("{ nullableProducts { id broken } hello }")
    assert result.data == {"nullableProducts": [None, None, None, None], "hello": "xin chào"}
    assert [error.path for error in result.errors] == [["nullableProducts", index, "broken"] for index in range(4)]


def test_a_failing_loader_under_nothing_nullable_nulls_all(ask):
    result = ask("{ products { id broken } }")
    assert result.data is None
    assert [error.path for error in result.errors] == [["products", 0, "broken"]]


def test_a_failed_fetch_is_not_tried_again(ask, context):
    result = ask('{ nullableProducts { broken } node(id: "p1") { ... on Product { broken } } }')
    assert result.data == {"nullableProducts": [None] * 4, "node": None}
    assert context.loader(Broken).trips == [["p1", "p2", "p3", "p4"]]
