// One less, one more: taps are counted at once and sent together, a moment after the last.
document.addEventListener("click", (event) => {
  const button = event.target.closest(".many .less, .many .plus");
  if (!button) return;
  event.preventDefault();
  const input = button.form.querySelector("input[type=number]");
  input.value = Math.max(1, Number(input.value) + (button.matches(".plus") ? 1 : -1));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

// htmx sends the button that has the focus, too: it says the same as the number.
document.addEventListener("change", ({ target }) => {
  target.closest(".many")?.querySelectorAll("button[name]").forEach((button) => (button.value = target.value));
});

// What had the focus was taken out: the reading goes on in the basket, and nothing scrolls.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("basket")?.focus({ preventScroll: true });
});
