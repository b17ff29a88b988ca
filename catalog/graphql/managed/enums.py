from catalog import models
from marketplace.graphql.enums import enum_of

StockReason = enum_of(models.StockReason, "Why pieces came or went. SHIPPED is for orders alone.")
