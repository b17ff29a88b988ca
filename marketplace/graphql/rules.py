"""The rules that every document has to keep; limits of our own are registered here and nowhere else."""

from graphql import ASTValidationRule, specified_rules

EXTRA_RULES: tuple[type[ASTValidationRule], ...] = ()

RULES: tuple[type[ASTValidationRule], ...] = (*specified_rules, *EXTRA_RULES)
