/* The page's parts: what is found in it, what is made from its templates, what it says. */
export const one = (selector, from = document) => from.querySelector(selector);
export const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/* A template's first element, with texts put where `data-text` names them. */
export function made(id, texts = {}) {
  const node = document.getElementById(id).content.firstElementChild.cloneNode(true);
  for (const [name, text] of Object.entries(texts)) {
    for (const spot of [node, ...all("[data-text]", node)]) {
      if (spot.dataset.text === name) spot.textContent = text;
    }
  }
  return node;
}

/* A sentence of the page by name, its {blanks} filled in; `name`_one where it speaks of one. */
export function said(name, facts = {}) {
  const words = document.getElementById("ord").content;
  const own = facts.n === 1 ? one(`[data-word="${name}_one"]`, words) : null;
  const text = (own ?? one(`[data-word="${name}"]`, words)).textContent;
  return text.replace(/\{(\w+)\}/g, (_, blank) => facts[blank]);
}

export const urls = () => {
  const { account, pack, ground, send, door } = document.documentElement.querySelector("#telefon").dataset;
  return { account, pack, ground, send, door };
};

/* What the app knows: the pack (null before there is one), the area chosen, whether the network answers. */
export const known = { pack: null, ground: null, area: null, link: "unknown" };

export const areaName = (id) => known.pack?.areas.find((area) => area.id === Number(id))?.name ?? "";

export function show(screen) {
  for (const part of all("[data-screen]")) part.hidden = part.dataset.screen !== screen;
  window.scrollTo(0, 0);
  const heading = one(`[data-screen="${screen}"] [tabindex="-1"]`);
  if (screen !== "home") heading?.focus({ preventScroll: true });
}

/* Screens have addresses, so that the phone's own way back works. */
export function go(hash) {
  if (location.hash === hash) window.dispatchEvent(new HashChangeEvent("hashchange"));
  else location.hash = hash;
}

export function say(text) {
  one("#sagt").textContent = text;
}

/* Swedish clocks, wherever the phone believes itself to be: 2026-11-20 and 14:30. */
const IN_SWEDEN = { timeZone: "Europe/Stockholm" };
export const day = (at = new Date()) => at.toLocaleDateString("sv-SE", IN_SWEDEN);
export const clock = (at = new Date()) =>
  at.toLocaleTimeString("sv-SE", { ...IN_SWEDEN, hour: "2-digit", minute: "2-digit" });
