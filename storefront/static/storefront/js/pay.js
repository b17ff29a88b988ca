/* Paying by card with Stripe's Payment Element. The card's number goes from Stripe's own frame to Stripe. */
const form = document.getElementById("card");
const problem = document.getElementById("card-problem");
const button = form.querySelector("button");
const { key, secret, back, language, asks } = form.dataset;

function tell(error) {
  problem.textContent = error.message;
  problem.hidden = false;
  button.disabled = false;
}

/* The bank asks its customer; then, whatever the answer was, the shop asks Stripe what is true. */
async function answerTheBank(stripe) {
  const { error } = await stripe.handleNextAction({ clientSecret: secret });
  if (error) tell(error);
  else location.assign(back);
}

function show(stripe) {
  const elements = stripe.elements({ clientSecret: secret, locale: language });
  elements.create("payment").mount("#card-fields");
  document.getElementById("card-holder").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    /* Comes back only when it failed: else the browser is on its way to `back`. */
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: back } });
    if (error) tell(error);
  });
}

if (typeof Stripe === "undefined") {
  document.getElementById("card-missing").hidden = false;
} else {
  const stripe = Stripe(key, { locale: language });
  show(stripe);
  if (asks) answerTheBank(stripe);
}
