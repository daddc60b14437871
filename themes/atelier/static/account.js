// A file is saved and the page stays: its form can be sent again.
document.addEventListener("submit", ({ target, submitter }) => {
  if (!target.elements._file) return;
  setTimeout(() => {
    delete target.dataset.sent;
    submitter?.removeAttribute("aria-busy");
  }, 2000);
});
