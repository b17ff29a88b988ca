"""What programme officers may see and do in the office, by app and model: the one table of their permissions.

Deeds go through commands, which ask for these same permissions and, besides, for a post that reaches the place.
"""

OFFICERS = {
    ("catalog", "product"): ("view", "change"),
    ("catalog", "certificate"): ("view", "add", "change"),
    ("catalog", "media"): ("view", "add"),
    ("catalog", "variant"): ("view",),
    ("catalog", "label"): ("view",),
    ("catalog", "productgroup"): ("view",),
    ("catalog", "taxonomy"): ("view",),
    ("livestreams", "livestream"): ("view", "change"),
    ("orders", "review"): ("view", "change"),
    ("sellers", "seller"): ("view", "change"),
    ("sellers", "application"): ("view", "change"),
    ("sellers", "paper"): ("view", "change"),
    ("orders", "return"): ("view", "change"),
    ("marketplace", "place"): ("view",),
    ("marketplace", "image"): ("view",),
    ("marketplace", "outboxevent"): ("view",),
    ("marketplace", "auditentry"): ("view",),
}
