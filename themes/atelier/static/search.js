// Filters that were not used stay out of the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});

// "Show 6 products": on a phone the sheet closes, and there they are.
document.addEventListener("submit", ({ target }) => {
  if (target.id === "seek") target.querySelector("details").open = false;
});
