/* The draft and its source: what is in focus on one side is lit on the other. Without this script the links still lead there. */
const groups = new Map();
for (const node of document.querySelectorAll("[data-reading]")) {
  const key = node.dataset.reading;
  groups.set(key, [...(groups.get(key) ?? []), node]);
}

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let lit = [];

function light(node, bring) {
  for (const other of lit) other.classList.remove("is-lit");
  lit = node ? (groups.get(node.dataset.reading) ?? []) : [];
  for (const other of lit) other.classList.add("is-lit");
  if (bring && node) reveal(lit.find((other) => other !== node));
}

/* Only the source's own pane is moved: the page itself stays where the reader is. */
function reveal(mark) {
  const pane = mark?.closest(".source-text");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollBy({ top: top - pane.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
}

const reading = (event) => event.target.closest?.("[data-reading]");

document.addEventListener("focusin", (event) => light(reading(event), true));
document.addEventListener("mouseover", (event) => {
  const node = reading(event);
  if (node && !node.contains(document.activeElement)) light(node, false);
});
