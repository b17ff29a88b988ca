// Pages through all products with Apollo Client and Automatic Persisted Queries: node apollo.mjs ENDPOINT
// Prints the ids in their order, and what went over the wire.
import { createHash } from "node:crypto";
import { ApolloClient, HttpLink, InMemoryCache, from, gql } from "@apollo/client/core/index.js";
import { createPersistedQueryLink } from "@apollo/client/link/persisted-queries/index.js";
import { relayStylePagination } from "@apollo/client/utilities/index.js";

const sent = [];
const counted = async (address, options) => {
  const text = options.method === "GET" ? decodeURIComponent(new URL(address).search) : options.body;
  const answer = await fetch(address, options);
  const body = await answer.clone().json();
  sent.push({
    method: options.method,
    hasQuery: options.method === "GET" ? new URL(address).searchParams.has("query") : "query" in JSON.parse(text),
    hasHash: text.includes("sha256Hash"),
    status: answer.status,
    error: body.errors?.[0]?.extensions?.code ?? null,
  });
  return answer;
};

const client = new ApolloClient({
  link: from([
    createPersistedQueryLink({
      sha256: (text) => createHash("sha256").update(text).digest("hex"),
      useGETForHashedQueries: process.argv.includes("--get"),
    }),
    new HttpLink({ uri: process.argv[2], fetch: counted }),
  ]),
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { products: relayStylePagination() } } } }),
});

const QUERY = gql`
  query Pages($after: String) {
    products(first: 24, after: $after, sort: NAME) {
      totalCount
      edges { cursor node { id name stars price { min { amount currency } } seller { id name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

const ids = [];
let after = null;
let total = null;
do {
  const { data } = await client.query({ query: QUERY, variables: { after }, fetchPolicy: "network-only" });
  const page = data.products;
  total = page.totalCount;
  // Apollo's cache joins the pages to one list: the last ones are new.
  for (const { node } of page.edges.slice(ids.length)) ids.push(node.id);
  after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
} while (after !== null && sent.length < 50);

console.log(JSON.stringify({ ids, total, sent }));
