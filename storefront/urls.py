from django.urls import path

from storefront.views import certificates, figures, home, language, products, robots, sellers

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
    path("ngon-ngu/", language.choose_language, name="language"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("sitemap/trang.xml", robots.sitemap_pages, name="sitemap-pages"),
    path("sitemap/san-pham-<slug:slug>.xml", robots.sitemap_products, name="sitemap-products"),
]
