/* At every sign-out: what waits in the phone is asked about first, and what the phone has taken with it is thrown away. */
import { account, sendAll } from "./sending.js";
import { forgetAccount, recall, rows } from "./store.js";

const one = (selector, from = document) => from.querySelector(selector);

async function nWaiting(who) {
  return (await rows()).filter((row) => row.account === who).length;
}

/* Resolves to "leave" or "stay". */
function ask(n, urls, who) {
  const question = one("#lamna").content.firstElementChild.cloneNode(true);
  const words = one("[data-question]", question);
  words.textContent = (n === 1 ? words.dataset.one : words.dataset.many).replace("{n}", n);
  document.body.append(question);
  question.showModal();
  return new Promise((resolve) => {
    const end = (choice) => {
      question.close();
      question.remove();
      resolve(choice);
    };
    question.addEventListener("cancel", () => end("stay"));
    one("[data-stay]", question).addEventListener("click", () => end("stay"));
    one("[data-leave]", question).addEventListener("click", () => end("leave"));
    one("[data-send]", question).addEventListener("click", async (event) => {
      event.target.disabled = true;
      await sendAll(urls);
      event.target.disabled = false;
      const left = await nWaiting(who);
      if (!left) end("leave");
      else words.textContent = (left === 1 ? words.dataset.leftOne : words.dataset.leftMany).replace("{n}", left);
    });
  });
}

/* In the phone's own page the token may be days old, and is asked for anew. False without a network. */
async function freshen(form, url) {
  try {
    if (!navigator.onLine) throw new Error("offline");
    if (form.dataset.who) return true;
    const found = await account(url);
    if (found?.token) one("[name=csrfmiddlewaretoken]", form).value = found.token;
    return true;
  } catch {
    if (!one(".leaving-offline", form)) form.append(one("#utan-nat").content.cloneNode(true));
    return false;
  }
}

async function leave(form) {
  const { account: accountUrl, send } = form.dataset;
  const urls = { account: accountUrl, send };
  const who = Number(form.dataset.who) || (await recall("pack"))?.account;
  const n = await nWaiting(who);
  if (n && (await ask(n, urls, who)) === "stay") return;
  if (!(await freshen(form, accountUrl))) return;
  await forgetAccount();
  form.submit();
}

for (const form of document.querySelectorAll("form.who")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form).catch(() => form.submit());
  });
  const who = Number(form.dataset.who);
  if (who) void recall("pack").then((pack) => pack && pack.account !== who && forgetAccount());
}
