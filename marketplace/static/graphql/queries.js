// The small query page: asks our own endpoint, shows the answer. Needs nothing that was not written here.
(async () => {
  const form = document.getElementById("queries");
  const query = document.getElementById("query");
  const variables = document.getElementById("variables");
  const answer = document.getElementById("answer");
  const status = document.getElementById("status");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const schema = `{ __schema { queryType { name } mutationType { name } types { name kind description
    fields { name args { name type { ...Kind } } type { ...Kind } } inputFields { name type { ...Kind } }
    enumValues { name } } } }
    fragment Kind on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }`;

  const ask = async (asked) => {
    status.textContent = "…";
    const started = performance.now();
    const response = await fetch(form.dataset.endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json, application/json",
        "Accept-Language": document.documentElement.lang,
        "X-CSRFToken": token,
      },
      body: JSON.stringify(asked),
    });
    const body = await response.json();
    status.textContent = `${response.status} · ${Math.round(performance.now() - started)} ms`;
    return body;
  };

  const run = async () => {
    let given = {};
    try {
      given = variables.value.trim() ? JSON.parse(variables.value) : {};
    } catch (error) {
      answer.textContent = String(error);
      return;
    }
    answer.textContent = JSON.stringify(await ask({ query: query.value, variables: given }), null, 2);
  };

  const written = (type) => {
    if (type.kind === "NON_NULL") return `${written(type.ofType)}!`;
    return type.kind === "LIST" ? `[${written(type.ofType)}]` : type.name;
  };

  const described = (type) => {
    const fields = (type.fields ?? type.inputFields ?? []).map((field) => {
      const given = (field.args ?? []).map((argument) => `${argument.name}: ${written(argument.type)}`).join(", ");
      return `  ${field.name}${given && `(${given})`}: ${written(field.type)}`;
    });
    const values = (type.enumValues ?? []).map((value) => `  ${value.name}`);
    const body = [...fields, ...values];
    return `${type.kind.toLowerCase().replace("_object", "")} ${type.name}${body.length ? ` {\n${body.join("\n")}\n}` : ""}`;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  document.getElementById("schema").addEventListener("click", async () => {
    const { data } = await ask({ query: schema });
    const types = data.__schema.types.filter((type) => !type.name.startsWith("__"));
    answer.textContent = types.map(described).join("\n\n");
  });

  const address = new URLSearchParams(window.location.search);
  query.value = address.get("query") ?? (await fetch(form.dataset.example).then((text) => text.text()));
  variables.value = address.get("variables") ?? "";
})();
