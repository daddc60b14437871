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

// htmx: a button waits for its answer; refusals are shown like any other answer; silence is said in words.
document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.elt.querySelector("button")?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.elt.querySelector("button")?.removeAttribute("aria-busy"));
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 422) { detail.shouldSwap = true; detail.isError = false; }
});

// What was said goes away by itself, but not under a finger, nor while it is read.
const said = document.getElementById("said");
let leaving;
new MutationObserver(() => {
  clearTimeout(leaving);
  if (said.childElementCount) leaving = setTimeout(() => said.matches(":hover, :focus-within") || said.replaceChildren(), 6000);
}).observe(said, { childList: true });
