from benchmarks.sections import section_of, with_section

TEXT = "# Results\n\nwords\n\n## Sign-in\n\nold\n\n## Search\n\nother\n"


def test_a_section_is_written_in_its_old_place():
    new = with_section(TEXT, "Sign-in", "new\n\n| a |\n")
    assert new == "# Results\n\nwords\n\n## Sign-in\n\nnew\n\n| a |\n\n## Search\n\nother\n"
    assert with_section(new, "Search", "another") == new.replace("other", "another")


def test_a_new_section_comes_last():
    assert with_section("# Results\n", "Sign-in", "new") == "# Results\n\n## Sign-in\n\nnew\n"
    assert with_section("", "Sign-in", "new") == "## Sign-in\n\nnew\n"


def test_a_section_is_found():
    assert section_of(TEXT, "Sign-in") == "old"
    assert section_of(TEXT, "Sign") is None
