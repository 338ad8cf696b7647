/* The form's fields, made from what the phone has taken with it and filled with what is known beforehand. */
import { all, areaName, day, known, made, one, said } from "./page.js";

const N_AREAS = 4; // large rows before the list of all
const SELECTS = { place: "places", activity: "activities", on_behalf_of: "people" };
const PLAIN = ["minutes", "occurred_on", "started_at", "ended_at", "note"];
const pairs = (rows) => rows.map((row) => ({ value: String(row.id), label: row.name ?? row.title }));

/* Large rows to choose among: one (radio) or several (checkbox). */
function options(holder, type, name, rows, chosen) {
  const nodes = rows.map((row) => {
    const node = made("val-rad", { label: row.label });
    const input = one("input", node);
    const isRequired = type === "radio" || Boolean(row.asked);
    Object.assign(input, { type, name, value: row.value, required: isRequired, checked: chosen.includes(row.value) });
    return node;
  });
  holder.replaceChildren(...nodes);
}

/* The areas: the one chosen, then where this kind is likely done. */
export function areas(kind, chosen) {
  const first = [chosen, known.area, ...kind.areas].map(Number).filter((id) => areaName(id));
  const rows = [...new Set(first)].slice(0, N_AREAS).map((id) => ({ value: String(id), label: areaName(id) }));
  const sure = chosen ?? known.area ?? (kind.areas.length === 1 ? kind.areas[0] : "");
  options(one("#falt-omraden"), "radio", "area", rows, [String(sure)]);
}

function numbers(kind, fields) {
  const nodes = kind.numbers.map((number) => {
    const node = made("tal-falt", { label: number.label });
    const input = one("input", node);
    const id = `falt-${number.name}`;
    one("label", node).htmlFor = id;
    Object.assign(input, { id, name: number.name, required: number.asked, min: 0, max: number.most });
    input.value = fields.get(number.name) ?? number.first;
    for (const step of all("[data-step]", node)) {
      const by = Number(step.dataset.step);
      step.setAttribute("aria-label", said(by > 0 ? "more" : "fewer", { label: number.label }));
      step.addEventListener("click", () => (input.value = Math.max(0, Number(input.value) + by)));
    }
    return node;
  });
  one("#falt-tal").replaceChildren(...nodes);
}

function lists(kind, fields, isNew) {
  const ours = pairs(known.pack.organisations);
  options(one("#falt-organisation"), "radio", "organisation", ours, [fields.get("organisation") ?? ours[0]?.value]);
  one("#del-organisation").hidden = ours.length < 2;
  const checks = kind.checks.map(({ code, label, asked }) => ({ value: code, label, asked }));
  options(one("#falt-checklista"), "checkbox", "checks", checks, fields.getAll("checks"));
  one("#del-checklista").hidden = !checks.length;
  const shared = kind.shared ? pairs(known.pack.members) : [];
  const chosen = isNew ? shared.map((row) => row.value) : fields.getAll("recipients");
  options(one("#falt-mottagare"), "checkbox", "recipients", shared, chosen);
  one("#del-mottagare").hidden = !shared.length;
}

function rest(fields) {
  for (const [name, list] of Object.entries(SELECTS)) {
    const select = one(`#falt-${name}`);
    const rows = pairs(known.pack[list]).map(({ value, label }) => new Option(label, value));
    if (name === "activity") for (const row of rows) row.lang = "sv";
    select.replaceChildren(select.options[0], ...rows);
    select.value = fields.get(name) ?? "";
    select.closest(".field").hidden = !rows.length;
  }
  for (const name of PLAIN) one(`#falt-${name}`).value = fields.get(name) ?? "";
  one("#vem-loggar").textContent = known.pack.writers ?? ""; // a pack of before this was told has none
  one("#falt-occurred_on").max = day();
  one("#mer").open = [...Object.keys(SELECTS), "started_at", "note"].some((name) => fields.get(name));
}

/* Fills the whole form; `isNew` when nothing in it was chosen by anybody before. */
export function fill(kind, fields, isNew) {
  areas(kind, fields.get("area"));
  numbers(kind, fields);
  lists(kind, fields, isNew);
  rest(fields);
}
