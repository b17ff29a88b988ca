// Shows GraphiQL over our own endpoint. A query in the address (?query=...&variables=...) opens in the editor.
(async () => {
  const root = document.getElementById("graphiql");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const address = new URLSearchParams(window.location.search);
  const example = await fetch(root.dataset.example).then((answer) => answer.text());

  // @defer, @stream and subscriptions are not served here, so GraphiQL's own fetcher would do no more than this.
  const fetcher = (asked, options = {}) =>
    fetch(root.dataset.endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json, application/json",
        "Accept-Language": document.documentElement.lang,
        "X-CSRFToken": token,
        ...options.headers,
      },
      body: JSON.stringify(asked),
    }).then((answer) => answer.json());

  ReactDOM.createRoot(root).render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultQuery: example,
      query: address.get("query") ?? undefined,
      variables: address.get("variables") ?? undefined,
      operationName: address.get("operationName") ?? undefined,
      isHeadersEditorEnabled: true,
      shouldPersistHeaders: false,
    }),
  );
})();
