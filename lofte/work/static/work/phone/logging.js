/* An entry is written into the phone first, and then handed in as soon as it can be. */
import { known, said, say, urls } from "./page.js";
import { sendAll } from "./sending.js";
import { keep, tell } from "./store.js";

const SHORTEST = 2_000; // milliseconds between two tries, and twice as many each time
const LONGEST = 300_000;
let pause = SHORTEST;
let next;
const heard = new Set();
export const onSent = (hear) => heard.add(hear);

/* Writes the entry; true when it lies in the phone. `instead` is the refused one that it takes the place of. */
export async function log(kind, fields, label, instead) {
  const row = {
    key: crypto.randomUUID(),
    account: known.pack.account,
    kind,
    fields,
    label,
    written: new Date().toISOString(),
    state: "waiting",
    errors: [],
  };
  try {
    await keep(row, instead);
  } catch {
    say(said("not_kept"));
    return false;
  }
  say(said("kept", { label }));
  tell();
  navigator.vibrate?.(30);
  const worker = await navigator.serviceWorker?.getRegistration?.();
  worker?.sync?.register("lofte-send").catch(() => {});
  void send();
  return true;
}

/* Tries to hand in what waits, and lets the page know how it went; what cannot be sent now is tried again by itself. */
export async function send() {
  pause = SHORTEST; // somebody pressed, or the network came back: it is worth a quick try again
  return attempt();
}

async function attempt() {
  clearTimeout(next);
  const came = await sendAll(urls());
  if (came !== "nothing") known.link = came;
  if (came === "trouble" || came === "offline") {
    next = setTimeout(attempt, pause);
    pause = Math.min(pause * 2, LONGEST);
  }
  for (const hear of heard) hear(came);
  return came;
}
