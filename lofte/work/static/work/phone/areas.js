/* Where: a search and a list, the map, or the phone's position when somebody presses for it. */
import { whereAmI } from "./ground.js";
import { draw } from "./map.js";
import { all, areaName, go, known, made, one, said, say, show } from "./page.js";
import { remember } from "./store.js";

const home = () => go("#");
let onPicked = home;
const plain = (text) => text.toLocaleLowerCase("sv").trim();

/* Who opens the screen next hears the area's key; else it leads home. */
export function choose(then) {
  onPicked = then;
  go("#omrade");
}

export function openAreas() {
  one("#sok-omrade").value = "";
  list("");
  one("#karta").hidden = !known.ground;
  if (known.ground) draw(one("#karta-bild"), known.ground.areas, frequent(), known.area, pick);
  show("areas");
}

function frequent() {
  return new Set(known.pack.kinds.filter((kind) => kind.promised).flatMap((kind) => kind.areas));
}

/* Those one is likely to be in first; all of them when something is searched for. */
function list(wanted) {
  const likely = frequent();
  const hits = known.pack.areas.filter((area) => area.key.includes(wanted) || plain(area.name).includes(wanted));
  hits.sort((one, other) => likely.has(other.id) - likely.has(one.id));
  const rows = hits.map((area) => {
    const row = made("omrade-rad", { name: area.name });
    const button = one("button", row);
    button.setAttribute("aria-pressed", String(area.id === Number(known.area)));
    button.addEventListener("click", () => pick(area.id));
    return row;
  });
  one("#omraden").replaceChildren(...rows);
  one("#inga-omraden").hidden = rows.length > 0;
}

async function pick(id) {
  known.area = Number(id);
  await remember("area", known.area);
  const then = onPicked;
  onPicked = home;
  then(known.area);
}

async function here(button) {
  const spot = one("#position-sagt");
  if (!known.ground) {
    spot.textContent = said("no_ground");
    return;
  }
  button.disabled = true;
  spot.textContent = said("looking");
  const { area, wrong } = await whereAmI(known.ground.areas);
  button.disabled = false;
  spot.textContent = wrong ? said(wrong) : "";
  if (!area) return;
  say(said("found_area", { area: areaName(area.id) }));
  await pick(area.id);
}

export function attendAreas() {
  one("#sok-omrade").addEventListener("input", (event) => list(plain(event.target.value)));
  for (const button of all("[data-here]")) button.addEventListener("click", () => here(button));
}
