"""What the law asks of whom and when, from the data file."""

from datetime import date, timedelta

import pytest

from marketplace.tables import BadRow
from sellers.models import GoodsKind, LegalForm, PaperKind
from sellers.requirements import COLUMNS, all_requirements, read_requirements, requirements_of

TODAY = date(2026, 11, 25)


def asked(form, *goods, day=TODAY, must=True):
    return {row.paper for row in requirements_of(form, goods, day) if row.is_required or not must}


@pytest.mark.parametrize(
    ("form", "papers"),
    [
        (LegalForm.HOUSEHOLD, {PaperKind.IDENTITY, PaperKind.REGISTRATION}),
        (LegalForm.ENTERPRISE, {PaperKind.REGISTRATION, PaperKind.REPRESENTATIVE}),
        (LegalForm.COOPERATIVE, {PaperKind.REGISTRATION, PaperKind.REPRESENTATIVE}),
        (LegalForm.COOPERATIVE_GROUP, {PaperKind.IDENTITY, PaperKind.COOPERATION_CONTRACT}),
        (LegalForm.FARM, {PaperKind.IDENTITY}),
    ],
)
def test_each_legal_form_has_its_must_haves(form, papers):
    assert asked(form, GoodsKind.CRAFTS) == papers
    assert asked(form, GoodsKind.FOOD) == papers | {PaperKind.FOOD_SAFETY}
    assert asked(form, GoodsKind.CRAFTS, GoodsKind.ALCOHOL) == papers | {
        PaperKind.FOOD_SAFETY,
        PaperKind.ALCOHOL_LICENCE,
    }


@pytest.mark.parametrize("form", list(LegalForm))
@pytest.mark.parametrize("goods", list(GoodsKind))
@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 7, 1), TODAY, TODAY + timedelta(days=3650)])
def test_no_paper_is_asked_for_twice_and_every_row_names_its_law(form, goods, day):
    rows = requirements_of(form, [goods], day)
    assert len({row.paper for row in rows}) == len(rows) > 0
    assert all(any(word in row.source for word in ("Luật", "Nghị định")) for row in rows)


def test_a_new_decree_takes_over_on_its_day():
    def source(day):
        rows = requirements_of(LegalForm.HOUSEHOLD, [GoodsKind.CRAFTS], day)
        return next(row.source for row in rows if row.paper == PaperKind.REGISTRATION)

    assert source(date(2025, 6, 30)) == "Nghị định 01/2021/NĐ-CP"
    assert source(date(2025, 7, 1)) == "Nghị định 168/2025/NĐ-CP"


def test_licences_have_a_last_day():
    assert {row.paper for row in all_requirements() if row.needs_expiry} == {
        PaperKind.FOOD_SAFETY,
        PaperKind.ALCOHOL_LICENCE,
    }


ROW = "REGISTRATION,HOUSEHOLD,*,1,0,2025-07-01,,Luật,giấy,paper"


def file(tmp_path, *rows):
    path = tmp_path / "requirements.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n")
    return path


@pytest.mark.parametrize(
    "bad",
    [
        ROW.replace("REGISTRATION", "PASSPORT"),
        ROW.replace("HOUSEHOLD", "HOUSEHOLD|CIRCUS"),
        ROW.replace("*", "GOLD"),
        ROW.replace("2025-07-01,", "2025-07-01,2025-06-01"),
        ROW.replace("Luật", ""),
        "REGISTRATION,*,FOOD,1,0,2024-01-01,2025-07-01,Luật,giấy,paper",
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path, bad):
    with pytest.raises(BadRow, match=r"requirements.csv:3: "):
        read_requirements(file(tmp_path, ROW, bad))


def test_rows_that_follow_each_other_are_good(tmp_path):
    before = ROW.replace("2025-07-01,", "2020-01-01,2025-06-30")
    assert len(read_requirements(file(tmp_path, before, ROW))) == 2
