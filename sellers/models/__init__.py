from sellers.models.members import Member, Role
from sellers.models.sellers import LegalForm, Seller, SellerStatus

__all__ = ["LegalForm", "Member", "Role", "Seller", "SellerStatus"]
