// − and + beside a number: they do what typing does.
document.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]");
  const number = step?.parentElement.querySelector("input[type=number]");
  if (!number) return;
  number.stepUp(Number(step.dataset.step));
  number.dispatchEvent(new Event("change", { bubbles: true }));
});

// The bar at the thumb says which one is chosen, and its price.
document.addEventListener("change", ({ target }) => {
  const picked = target.type === "radio" && document.querySelector(".picked");
  if (!picked) return;
  const choice = target.closest(".choice");
  picked.replaceChildren(choice.querySelector(".its-name").cloneNode(true), " ", choice.querySelector(".price").cloneNode(true));
});
