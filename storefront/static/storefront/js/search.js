/* Suggestions below the search box: a combobox as WAI-ARIA describes it. Without this file the box is a plain form. */
const PAUSE = 120; // ms after the last key

for (const form of document.querySelectorAll("form.search-box")) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  let timer = 0, asked = 0, chosen = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);

  const show = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  };
  const choose = (place) => {
    chosen = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    if (place >= 0) input.setAttribute("aria-activedescendant", list.children[place].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const option = ({ text, kind, address }, number) => {
    const item = document.createElement("li"), link = document.createElement("a"), said = document.createElement("span");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    link.href = address;
    link.tabIndex = -1;
    link.textContent = text;
    said.className = "suggestion-kind";
    said.textContent = kind;
    link.append(said);
    item.append(link);
    return item;
  };
  const ask = async () => {
    const turn = ++asked, typed = input.value.trim();
    if (!typed) return show(false);
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(typed)}`);
      const { suggestions } = await answer.json();
      if (turn !== asked) return; // a later key has asked again
      list.replaceChildren(...suggestions.map(option));
      show(suggestions.length > 0);
    } catch {
      show(false);
    }
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape") show(false);
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].querySelector("a").click();
    else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) setTimeout(() => show(false), 150); });
}

/* Which of the hits was chosen: counted without saying by whom, for what shoppers look for. */
const CHOSEN = "mutation Choose($query: String!, $product: ID!) { recordSearchClick(input: {query: $query, product: $product}) { recorded } }";
const hits = document.querySelector("[data-query]");

hits?.addEventListener("click", ({ target }) => {
  const product = target.closest("a[data-product]")?.dataset.product, query = hits.dataset.query;
  if (!product || !query) return;
  const body = JSON.stringify({ query: CHOSEN, variables: { query, product } });
  fetch("/graphql/", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body }).catch(() => {});
});
