// What no attribute can say. Everything works without it.

// A button that sends says so at once and cannot be sent twice.
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (target.method !== "post" || target.hasAttribute("hx-post")) return;
  if (target.dataset.sent) return event.preventDefault();
  target.dataset.sent = "yes";
  submitter?.setAttribute("aria-busy", "true");
});

// Coming back with the back button: forms can be sent again.
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  document.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
});

// htmx: a button waits for its answer; refusals are shown like any other answer.
document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.elt.querySelector("button")?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.elt.querySelector("button")?.removeAttribute("aria-busy"));
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 422) { detail.shouldSwap = true; detail.isError = false; }
});

// No answer, or a broken one: said in words, and a number that was changed is again what the shop knows. What the page
// asks for by itself fails in silence.
const said = document.getElementById("said");
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, ({ detail }) => {
  const { verb, triggeringEvent } = detail.requestConfig;
  if (verb === "get" && !triggeringEvent?.isTrusted) return;
  if (detail.elt.matches("form.many")) detail.elt.reset();
  const words = document.getElementById("amiss").content.cloneNode(true);
  words.querySelector("span").textContent = said.dataset[detail.xhr.status ? "broken" : "silent"];
  said.replaceChildren(words);
});

// What was said goes away by itself, but not under a finger, nor while it is read; a refusal waits until it is put away.
let leaving;
const leave = () => {
  if (said.querySelector(".refused")) return;
  if (said.matches(":hover, :focus-within")) leaving = setTimeout(leave, 3000);
  else said.replaceChildren();
};
new MutationObserver(() => {
  clearTimeout(leaving);
  if (said.childElementCount) leaving = setTimeout(leave, 6000);
}).observe(said, { childList: true });
said.addEventListener("click", ({ target }) => target.closest("button") && said.replaceChildren());
