// − and + beside a number: they do what typing does.
document.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]");
  const number = step?.parentElement.querySelector("input[type=number]");
  if (!number) return;
  number.stepUp(Number(step.dataset.step));
  number.dispatchEvent(new Event("change", { bubbles: true }));
});
