/* The app: what lies in the phone is shown at once, what is newer is fetched, what waits is handed in. */
import { attendAreas, openAreas } from "./areas.js";
import { attendForm, isOpenFor, openForm } from "./form.js";
import { showHome } from "./home.js";
import { onSent, send } from "./logging.js";
import { go, known, one, said, say, show } from "./page.js";
import { onTold } from "./store.js";
import { refresh } from "./taking.js";
import { showTimer, stop } from "./timer.js";
import { mine, onMend, saidOfNew, showWaiting } from "./waiting.js";

const PATIENCE = 3000; // milliseconds that the network may take before the phone shows what it has
let mending = null;
let timed = null;

async function route() {
  const [, screen, code] = location.hash.match(/^#(\w+)\/?(.*)$/) ?? [];
  if (!known.pack) {
    if (known.link === "no-role") one("#tomt-sagt").textContent = said("no_role");
    return show("empty");
  }
  if (screen === "slag" && isOpenFor(code)) return show("form");
  if (screen === "slag") {
    const [given, row] = [timed, mending];
    [timed, mending] = [null, null];
    return openForm(code, given ?? {}, row);
  }
  if (screen === "omrade") return openAreas();
  showHome();
  return show("home");
}

async function showAll() {
  for (const name of document.querySelectorAll("[data-name]")) name.textContent = known.pack?.name ?? "";
  one("#person").hidden = !known.pack;
  await showWaiting();
  if (known.pack) await showTimer();
  await route();
}

/* The page has sent, or the worker has: what the server said of it is said here. */
async function came(how) {
  const done = how === "sent" && !(await mine()).length ? [said("all_sent")] : [];
  const told = [...done, ...(await saidOfNew())];
  if (told.length) say(told.join(" "));
  await showWaiting();
}

function attend() {
  attendAreas();
  attendForm();
  onSent(came);
  onTold(() => void came("told"));
  onMend((row) => ((mending = row), go(`#slag/${row.kind}`)));
  one("#skicka").addEventListener("click", send);
  one("#byt-omrade").addEventListener("click", () => go("#omrade"));
  one("#klocka-stoppa").addEventListener("click", async () => {
    const found = await stop();
    if (found) ((timed = found.fields), go(`#slag/${found.kind}`));
  });
  for (const back of document.querySelectorAll("[data-back]")) back.addEventListener("click", () => history.back());
  window.addEventListener("hashchange", route);
  window.addEventListener("online", () => void refresh(30_000).then(showAll).then(send));
  window.addEventListener("offline", () => ((known.link = "offline"), void showWaiting()));
  document.addEventListener("visibilitychange", () => document.hidden || void send());
}

attend();
await refresh(PATIENCE);
await showAll();
await saidOfNew(); // what came in earlier has been said
void send();
void navigator.storage?.persist?.();
const { worker, scope } = one("#telefon").dataset;
void navigator.serviceWorker?.register(worker, { scope, type: "module" }).catch(() => {});
