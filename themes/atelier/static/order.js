// The order's state is looked at again every 20 seconds while somebody can see it; the page moves only when it changed.
const state = () => document.querySelector("#state[hx-get]");
const look = () => document.visibilityState === "visible" && state() && htmx.trigger(state(), "look");
setInterval(look, 20000);
document.addEventListener("visibilitychange", look);

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "state") return;
  const came = new DOMParser().parseFromString(detail.serverResponse, "text/html").getElementById("state");
  if (!came || came.textContent === detail.target.textContent) return (detail.shouldSwap = false);
  document.getElementById("said").innerHTML = "";
  const words = document.createElement("p");
  words.textContent = came.querySelector("h1").textContent;
  document.getElementById("said").append(words);
});
