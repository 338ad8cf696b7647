/* What the phone takes with it: fetched when there is a network and somebody is signed in, else as it was last. */
import { known, urls } from "./page.js";
import { forgetAccount, recall, remember } from "./store.js";

/* Fetches one thing; null without a network or an account. */
async function fetched(url, patience) {
  try {
    const answer = await fetch(url, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(patience) });
    if (answer.type === "opaqueredirect") known.link = "signed-out";
    if (answer.status === 403) known.link = "no-role";
    return answer.ok ? await answer.json() : null;
  } catch {
    known.link = "offline";
    return null;
  }
}

/* Another account than before finds nothing of the one before. */
export async function refresh(patience) {
  const pack = await fetched(urls().pack, patience);
  if (pack) {
    const before = await recall("pack");
    if (before && before.account !== pack.account) await forgetAccount();
    known.link = "known";
    await remember("pack", pack);
  }
  known.pack = pack ?? (await recall("pack")) ?? null;
  if (!known.pack) return;
  known.area = (await recall("area")) ?? null;
  known.ground = (await recall("ground")) ?? null;
  if (pack && known.ground?.stamp !== pack.ground) {
    known.ground = (await fetched(urls().ground, 30_000)) ?? known.ground;
    if (known.ground) await remember("ground", known.ground);
  }
}
