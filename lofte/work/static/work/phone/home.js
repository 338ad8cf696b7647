/* The first screen: what is asked for here this week, what I did last, and everything that can be logged. */
import { log } from "./logging.js";
import { areaName, day, go, known, made, one, said } from "./page.js";

const kindOf = (code) => known.pack.kinds.find((kind) => kind.code === code);

/* Asked for in the area that is chosen, or anywhere. */
function asked() {
  const rows = known.pack.asked.filter((row) => !row.areas.length || row.areas.includes(known.area));
  return rows.map((row) => {
    const name = kindOf(row.kind)?.name ?? "";
    const title = row.title === name ? "" : `${row.title}: `;
    const node = made("onskat-rad", { kind: name, title, note: row.note });
    one("button", node).addEventListener("click", () => go(`#slag/${row.kind}`));
    return node;
  });
}

function usual() {
  return known.pack.usual.map((row) => {
    const kind = kindOf(row.kind);
    const facts = row.one_press ? row.facts : said("fill_in", { facts: row.facts });
    const node = made("vanlig-rad", { name: kind?.name ?? "", facts });
    const button = one("button", node);
    button.classList.toggle("is-main", row.one_press);
    button.addEventListener("click", async () => {
      if (!row.one_press) return go(`#slag/${row.kind}`);
      button.disabled = true; // a thumb that trembles logs once
      await log(row.kind, [...row.fields, ["occurred_on", day()]], `${kind.name}, ${row.facts}`);
      setTimeout(() => (button.disabled = false), 1500);
    });
    return node;
  });
}

function kinds(isPromised) {
  return known.pack.kinds
    .filter((kind) => kind.promised === isPromised)
    .map((kind) => {
      const node = made("slag-rad", { name: kind.name });
      one("button", node).addEventListener("click", () => go(`#slag/${kind.code}`));
      return node;
    });
}

function fill(section, list, rows) {
  one(section).hidden = !rows.length;
  one(list).replaceChildren(...rows);
}

export function showHome() {
  const name = areaName(known.area);
  one("#omrade-valt").textContent = name ? said("area_is", { area: name }) : said("area_none");
  one("#onskat-rubrik").textContent = name ? said("asked_here", { area: name }) : said("asked_all");
  const wanted = asked();
  fill("#onskat", "#onskat-lista", wanted.slice(0, 4));
  one("#onskat-fler").hidden = wanted.length <= 4;
  one("#onskat-fler-lista").replaceChildren(...wanted.slice(4));
  fill("#vanligt", "#vanligt-lista", usual());
  fill("#lovat", "#lovat-lista", kinds(true));
  fill("#annat", "#annat-lista", kinds(false));
  one("#annat-alla").open = !kinds(true).length;
}
