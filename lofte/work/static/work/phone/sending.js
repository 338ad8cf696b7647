/* Hands in what waits, in the page or in the worker: each row by its own key, as the one who wrote it, until an answer has come. */
import { amend, drop, recall, remember, rows, tell } from "./store.js";

const PATIENCE = 20_000; // milliseconds
const N_SENT = 5; // are shown

const ask = (url, more = {}) =>
  fetch(url, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...more });

/* Who is signed in, with a fresh token; null when nobody is. Throws without a network. */
export async function account(url) {
  const answer = await ask(url);
  if (answer.type === "opaqueredirect") return null;
  if (answer.status === 403) return { account: null };
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer.json();
}

async function post(row, who, urls) {
  const body = new URLSearchParams(row.fields);
  body.set("once", row.key);
  body.set("account", row.account);
  return ask(`${urls.send}${row.kind}/`, { method: "POST", body, headers: { "X-CSRFToken": who.token } });
}

/* Returns whether there is a use in going on. */
async function settle(row, answer) {
  if (answer.status === 403 || answer.status === 409) return false;
  const told = await answer.json();
  if (told.fate === "saved" && told.key === row.key) {
    const sent = (await recall("sent")) ?? [];
    await remember("sent", [{ ...told, account: row.account }, ...sent].slice(0, N_SENT));
    await drop(row.key);
  } else if (told.fate === "refused") {
    await amend(row.key, { state: "refused", errors: told.errors, again: told.again });
  } else {
    return false;
  }
  tell();
  return true;
}

async function hand(urls) {
  if (!(await rows()).some((row) => row.state === "waiting")) return "nothing";
  const who = await account(urls.account);
  if (who === null) return "signed-out";
  if (who.account === null) return "no-role";
  for (const row of await rows()) {
    if (row.state !== "waiting" || row.account !== who.account) continue;
    const answer = await post(row, who, urls);
    if (answer.type === "opaqueredirect") return "signed-out";
    if (answer.status >= 500 || !(await settle(row, answer))) return "trouble";
  }
  return "sent";
}

/* One at a time, in whatever window or worker: the others find it done. */
export async function sendAll(urls) {
  const guarded = async () => {
    try {
      return await hand(urls);
    } catch {
      return navigator.onLine ? "trouble" : "offline";
    }
  };
  return navigator.locks ? navigator.locks.request("lofte-sending", guarded) : guarded();
}
