// Sends a picture by the multipart request specification with urql: node urql.mjs ENDPOINT TOKEN PRODUCT FILE
import { File } from "node:buffer"; // global since Node.js 20
import { readFile } from "node:fs/promises";
import { Client, fetchExchange, gql } from "@urql/core";

const [endpoint, token, product, file] = process.argv.slice(2);
const client = new Client({
  url: endpoint,
  exchanges: [fetchExchange],
  preferGetMethod: false,
  fetchOptions: { headers: { Authorization: `Bearer ${token}`, "GraphQL-Require-Preflight": "1" } },
});

const UPLOAD = gql`
  mutation Upload($input: UploadProductMediaInput!) {
    uploadProductMedia(input: $input) { errors { code field message } media { url width height alt } }
  }
`;
const picture = new File([await readFile(file)], "../../etc/passwd.jpg", { type: "image/jpeg" });
const input = { product, file: picture, alt: "Một rổ khoai" };
const { data, error } = await client.mutation(UPLOAD, { input }).toPromise();
console.log(JSON.stringify({ data: data ?? null, error: error?.message ?? null }));
