// What is amiss with a field is said when one leaves it, where the shop would say it, and goes once it is mended.
const words = document.getElementById("leave").dataset;
const fault = ({ validity, type }) =>
  validity.valueMissing ? words.missing
  : validity.typeMismatch && type === "email" ? words.email
  : validity.tooShort ? words.short
  : words.other;

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!target.id || !target.willValidate || /checkbox|radio|hidden/.test(target.type)) return;
  target.typed ||= target.value !== target.defaultValue;
  if (target.validity.valid || !target.typed || relatedTarget?.matches("button")) return;
  setTimeout(() => document.activeElement === target || target.validity.valid || say(target, fault(target)), 200); // no button moves under a finger
});

const forget = ({ target }) => {
  if (target.ariaInvalid !== "true" || !target.validity.valid) return;
  target.removeAttribute("aria-invalid");
  target.removeAttribute("aria-describedby");
  document.getElementById(`${target.id}-problem`)?.remove();
};
document.addEventListener("input", forget);
document.addEventListener("change", forget);

function say(field, sentence) {
  const id = `${field.id}-problem`;
  const beside = document.getElementById(id) ?? Object.assign(document.createElement("p"), { id, className: "problem", role: "alert" });
  beside.textContent = sentence;
  if (!beside.isConnected) field.after(beside);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}
