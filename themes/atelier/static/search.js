// Filters that were not used stay out of the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});

// "Show 6 products": on a phone the sheet closes, and there they are.
document.addEventListener("submit", ({ target }) => {
  if (target.id === "seek") target.querySelector("details").open = false;
});

// What had the focus was taken away: the reading goes on at the goods, and nothing scrolls.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("goods")?.focus({ preventScroll: true });
});
