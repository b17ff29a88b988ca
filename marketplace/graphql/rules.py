"""The rules that every document has to keep. Limits of size stand in `limits`: they hold before any rule is tried."""

from graphql import ASTValidationRule, specified_rules
from graphql.validation import MaxIntrospectionDepthRule

EXTRA_RULES: tuple[type[ASTValidationRule], ...] = (MaxIntrospectionDepthRule,)

RULES: tuple[type[ASTValidationRule], ...] = (*specified_rules, *EXTRA_RULES)
