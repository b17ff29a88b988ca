"""GraphQL over HTTP: one address, /graphql/, for apps, for code generators and for people with a browser."""
