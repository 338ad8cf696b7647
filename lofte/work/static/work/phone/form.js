/* One kind of work: opened, filled, and written into the phone by a press. */
import { choose } from "./areas.js";
import { areas, fill } from "./filling.js";
import { log } from "./logging.js";
import { all, areaName, day, go, known, made, one, said, show } from "./page.js";
import { start, timedKind } from "./timer.js";

let kind;
let instead; // the entry that came back, whose place this one takes

/* Opens the form for a kind: with what the clock gave, or with what was filled in before and came back. */
export async function openForm(code, given = {}, row = null) {
  kind = known.pack.kinds.find((one) => one.code === code);
  if (!kind) return go("#");
  instead = row?.key;
  const fresh = Object.entries({ minutes: kind.minutes ?? "", occurred_on: day(), ...given });
  one("#slag-rubrik").textContent = kind.name;
  one("#raknas").textContent = kind.counts;
  one("#raknas-inte").textContent = kind.counts_not;
  fill(kind, new URLSearchParams(row?.fields ?? fresh), !row);
  mark(row?.errors ?? []);
  readAgain(row?.again ?? {});
  const ways = kind.case ? [["begun", said("begun")], ["closed", said("closed")]] : [["", said("log")]];
  const buttons = ways.map(([value, label]) => Object.assign(made("logga-knapp", { label }), { value }));
  one("#logga-knappar").replaceChildren(...buttons);
  one("#klocka-starta").hidden = Boolean(row) || (await timedKind()) !== null;
  return show("form");
}

/* What came back stands above the form, each with its field's name. */
function mark(errors) {
  const rows = errors.map(({ label, text }) => made("fel-rad", { text: label ? `${label} ${text}` : text }));
  one("#fel").hidden = !errors.length;
  one("#fel-lista").replaceChildren(...rows);
  if (errors.some((error) => error.field)) one("#mer").open = true;
}

/* What may point at a person is read through once more, and who has been told whom to call is not told again. */
function readAgain({ looked = "", warned = "" }) {
  Object.assign(one("#falt-looked"), { checked: false, value: looked });
  one("#del-genomlast").hidden = !looked;
  one("#falt-warned").value = warned;
}

/* What the entry is called while it waits: Fotpatrull, Råslätt, 45 min. */
function label(fields) {
  const length = fields.get("started_at") && fields.get("ended_at");
  const clocks = `${fields.get("started_at")}–${fields.get("ended_at")}`;
  const lasted = length ? clocks : fields.get("minutes") && said("minutes", { n: fields.get("minutes") });
  return [kind.name, areaName(fields.get("area")), lasted].filter(Boolean).join(", ");
}

async function submit(event) {
  event.preventDefault();
  const button = event.submitter ?? one("#logga-knappar button");
  const fields = new FormData(event.target);
  if (button.value) fields.set("state", button.value);
  const pairs = [...fields].filter(([, value]) => value !== "").map(([name, value]) => [name, String(value)]);
  for (const other of all("#logga-knappar button")) other.disabled = true; // one press is one entry
  const isKept = await log(kind.code, pairs, label(fields), instead);
  for (const other of all("#logga-knappar button")) other.disabled = false;
  if (isKept) go("#");
}

/* Another area than those of the rows: chosen on its own screen, and back to what was filled in. */
function elsewhere() {
  choose((id) => {
    areas(kind, id);
    history.back();
  });
}

export function attendForm() {
  one("#logga").addEventListener("submit", submit);
  one("#annat-omrade").addEventListener("click", elsewhere);
  one("#klocka-starta").addEventListener("click", async () => {
    await start(kind.code);
    go("#");
  });
  for (const length of all("[data-minutes]")) {
    length.addEventListener("click", () => (one("#falt-minutes").value = length.dataset.minutes));
  }
}

/* Coming back from the areas, the form is as it was left. */
export const isOpenFor = (code) => kind?.code === code && !one('[data-screen="areas"]').hidden;
