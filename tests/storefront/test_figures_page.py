import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]

FIGURES = "/so-lieu/"


def test_reports_day_shows_the_reports_figures(visit):
    page = visit(FIGURES)
    then = page.text.partition("Hôm nay")[0]
    assert "Nhà sản xuất 80 Sản phẩm 146" in then
    for row in (
        "118 80,8%",
        "28 19,2%",
        "Thực phẩm 135 92,4%",
        "Đồ uống 7 4,8%",
        "Lưu niệm - nội thất - trang trí 2 1,4%",
        "Dịch vụ du lịch nông thôn và bán hàng 2 1,4%",
        "Doanh nghiệp 35 43,8%",
        "Hợp tác xã 18 22,5%",
        "Hộ kinh doanh 27 33,7%",
    ):
        assert row in then, row


def test_today_stands_beside_it(visit):
    today = visit(FIGURES).text.partition("Hôm nay")[2]
    assert "Sản phẩm 107" in today and "100,0%" in today


def test_bars_are_as_long_as_the_shares(visit):
    page = visit(FIGURES)
    bars = [float(bar["width"]) for bar in page.all("rect", class_="bar-fill")]
    assert 80.8 in bars and 92.4 in bars
    assert all(0 < width <= 100 for width in bars)


def test_any_day_of_the_programme_can_be_chosen(visit):
    page = visit(FIGURES, {"ngay": "2019-12-31"})
    then = page.text.partition("Hôm nay")[0]
    assert "31/12/2019" in then and "Sản phẩm 36" in then
    assert page.link("Về ngày của báo cáo") == FIGURES
    assert page.all("input", type="date", value="2019-12-31")


def test_day_before_the_first_certificate_counts_nothing(visit):
    then = visit(FIGURES, {"ngay": "2018-05-07"}).text.partition("Hôm nay")[0]
    assert "Sản phẩm 0" in then and "Ngày này chưa có gì để đếm." in then


def test_figures_speak_english(visit):
    page = visit(FIGURES, {"ngay": "2019-12-31"}, language="en")
    assert (
        "31 December 2019" in page.text
        and "Food" in page.text
        and "%" in page.text
        and "," not in page.text.split("Food")[1][:10]
    )
