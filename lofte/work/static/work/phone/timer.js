/* The clock for what takes time: only its start is kept, so reload and power off do not stop it. */
import { clock, day, known, one, said } from "./page.js";
import { forget, recall, remember } from "./store.js";

const MINUTE = 60_000;
let ticking;

async function running() {
  const found = await recall("timer");
  return found && found.account === known.pack?.account ? found : null;
}

export async function start(kind) {
  await remember("timer", { account: known.pack.account, kind, began: Date.now() });
  await showTimer();
}

/* Stops it, and gives what the form asks: the day it began, both clocks, the minutes. */
export async function stop() {
  const found = await running();
  await forget("timer");
  await showTimer();
  if (!found) return null;
  const began = new Date(found.began);
  const now = new Date();
  const minutes = Math.max(1, Math.round((now - began) / MINUTE));
  const fields = { occurred_on: day(began), minutes };
  if (clock(began) !== clock(now)) Object.assign(fields, { started_at: clock(began), ended_at: clock(now) });
  return { kind: found.kind, fields };
}

export async function timedKind() {
  return (await running())?.kind ?? null;
}

/* Shows the bar while it runs. */
export async function showTimer() {
  const found = await running();
  clearInterval(ticking);
  one("#klocka").hidden = !found;
  if (!found) return;
  const kind = known.pack.kinds.find((one) => one.code === found.kind);
  const write = () => {
    const minutes = Math.floor((Date.now() - found.began) / MINUTE);
    const since = clock(new Date(found.began)).replace(":", document.documentElement.lang === "sv" ? "." : ":");
    one("#klocka-sagt").textContent = said("timing", { kind: kind?.name ?? "", since, n: minutes });
  };
  write();
  ticking = setInterval(write, MINUTE / 6);
}
