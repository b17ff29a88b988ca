def code_of(response):
    """The code of the response's one error; asserts that nothing was answered beside it."""
    body = response.json()
    assert "data" not in body
    (error,) = body["errors"]
    assert error["message"]
    return error["extensions"]["code"]
