from marketplace.graphql.enums import enum_of
from sellers import checklists, models, orders

ApplicationStatus = enum_of(
    models.ApplicationStatus,
    "DRAFT and MORE_NEEDED wait for the applicant, SUBMITTED for the office; the other three are the end.",
)
ChecklistState = enum_of(checklists.ChecklistState, "EXPIRING: within 30 days.")
GoodsKind = enum_of(models.GoodsKind, "What decides on the papers that the law asks for.")
OrderStop = enum_of(orders.OrderStop, "Why a shop takes no new orders.")
PaperKind = enum_of(models.PaperKind)
PaperStatus = enum_of(models.PaperStatus)
Role = enum_of(models.Role, "Owners decide on people and money; managers on all else; staff on goods and orders.")
SellerStatus = enum_of(models.SellerStatus, "Shoppers see ACTIVE shops alone.")
StepKind = enum_of(models.StepKind, "COMMENT: of one officer to the others.")
