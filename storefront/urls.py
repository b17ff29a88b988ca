from django.urls import path

from storefront.views import (
    account,
    certificates,
    figures,
    home,
    language,
    passwords,
    products,
    register,
    robots,
    sellers,
    sign_in,
)

app_name = "storefront"

urlpatterns = [
    path("", home.home, name="home"),
    path("san-pham/", products.product_list, name="products"),
    path("san-pham/<str:slug>/", products.product_detail, name="product"),
    path("nha-san-xuat/", sellers.seller_list, name="sellers"),
    path("nha-san-xuat/<str:slug>/", sellers.seller_detail, name="seller"),
    path("chung-nhan/", certificates.certificate_lookup, name="certificates"),
    path("chung-nhan/<path:number>/", certificates.certificate_detail, name="certificate"),
    path("so-lieu/", figures.figures, name="figures"),
    path("dang-nhap/", sign_in.sign_in, name="sign-in"),
    path("dang-nhap/ma/", sign_in.sign_in_by_code, name="sign-in-by-code"),
    path("dang-xuat/", sign_in.sign_out, name="sign-out"),
    path("dang-ky/", register.register, name="register"),
    path("dang-ky/dien-thoai/", register.register_by_phone, name="register-by-phone"),
    path("quen-mat-khau/", passwords.forgotten_password, name="forgotten-password"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/ho-so/", account.profile, name="profile"),
    path("tai-khoan/lien-he/", account.contact, name="contact"),
    path("tai-khoan/xac-nhan-email/", account.verify_email, name="verify-email"),
    path("tai-khoan/mat-khau/", passwords.change_password, name="change-password"),
    path("tai-khoan/thiet-bi/", account.end_session, name="end-session"),
    path("tai-khoan/thiet-bi-khac/", account.end_other_sessions, name="end-other-sessions"),
    path("ngon-ngu/", language.choose_language, name="language"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap/trang.xml", robots.sitemap_pages, name="sitemap-pages"),
    path("sitemap/san-pham-<slug:slug>.xml", robots.sitemap_products, name="sitemap-products"),
]
