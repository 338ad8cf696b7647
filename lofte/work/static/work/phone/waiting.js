/* What waits in the phone, what came back, and what has been sent. Another's entries are counted and not shown. */
import { all, known, made, one, said, urls } from "./page.js";
import { drop, recall, rows, tell } from "./store.js";

export async function mine() {
  return (await rows()).filter((row) => row.account === known.pack?.account);
}

function reasons(row) {
  return row.errors.map((error) => (error.label ? `${error.label} ${error.text}` : error.text)).join(" ");
}

/* Nothing is thrown away by one press. */
function discard(row, item) {
  const sure = one("[data-sure]", item);
  sure.hidden = false;
  one("[data-yes]", sure).addEventListener("click", async () => {
    await drop(row.key);
    tell();
    await showWaiting();
  });
  one("[data-no]", sure).addEventListener("click", () => (sure.hidden = true));
  one("[data-no]", sure).focus();
}

function item(row, mend) {
  const node = made(row.state === "refused" ? "nekad-rad" : "vantar-rad", { label: row.label, why: reasons(row) });
  one("[data-mend]", node)?.addEventListener("click", () => mend(row));
  one("[data-drop]", node)?.addEventListener("click", () => discard(row, node));
  return node;
}

let mending = () => {};
export const onMend = (then) => (mending = then);

/* Why it waits, in one sentence; the door is shown when signing in is what it takes. */
function why(n) {
  if (!n) return "";
  if (known.link === "signed-out") return said("sign_in_to_send");
  if (known.link === "no-role") return said("no_role");
  if (!navigator.onLine || known.link === "offline") return said("no_network");
  return said(known.link === "trouble" ? "trouble" : "sending");
}

export async function showWaiting() {
  const everything = await rows();
  const own = everything.filter((row) => row.account === known.pack?.account);
  const waiting = own.filter((row) => row.state === "waiting");
  const refused = own.filter((row) => row.state === "refused");
  const others = everything.length - own.length;
  one("#vantar").hidden = !everything.length;
  one("#vantar-antal").textContent = waiting.length ? said("waiting", { n: waiting.length }) : "";
  one("#vantar-varfor").textContent = why(waiting.length);
  one("#vantar-andras").textContent = others ? said("others", { n: others }) : "";
  one("#nekade-antal").textContent = refused.length ? said("refused", { n: refused.length }) : "";
  one("#nekade-lista").replaceChildren(...refused.map((row) => item(row, mending)));
  one("#vantar-lista").replaceChildren(...waiting.map((row) => item(row, mending)));
  one("#skicka").hidden = !waiting.length || known.link === "signed-out";
  for (const door of all("[data-door]")) {
    door.hidden = known.link !== "signed-out";
    door.href = urls().door;
  }
  await showSent();
}

const sent = async () => ((await recall("sent")) ?? []).filter((row) => row.account === known.pack?.account);

/* What the server said of those that have come in since this was last asked: counted after the cut. */
const heard = new Set();
export async function saidOfNew() {
  const fresh = (await sent()).filter((row) => !heard.has(row.key));
  for (const row of fresh) heard.add(row.key);
  return [...new Set(fresh.map((row) => row.after).filter(Boolean))];
}

async function showSent() {
  const rows = await sent();
  one("#skickat").hidden = !rows.length;
  const links = rows.map((row) => {
    const node = made("skickad-rad", { said: row.said, after: row.after ?? "" });
    one("a", node).href = row.address;
    return node;
  });
  one("#skickat-lista").replaceChildren(...links);
}
