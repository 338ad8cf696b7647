/* The worker: the shell and its files from the phone, all else from the network. It keeps nothing of anybody. */
import { sendAll } from "./sending.js";

export function attend({ version, shell, files, account, send }) {
  const name = `lofte-${shell}-${version}`;
  const known = new Set(files);

  const stock = async () => {
    const cache = await caches.open(name);
    await cache.addAll([new Request(shell, { credentials: "omit", cache: "no-store" }), ...files]);
    await self.skipWaiting();
  };

  const tidy = async () => {
    const old = (await caches.keys()).filter((key) => key.startsWith(`lofte-${shell}-`) && key !== name);
    await Promise.all(old.map((key) => caches.delete(key)));
    await self.clients.claim();
  };

  const fromCache = async (request, path) => {
    const cache = await caches.open(name);
    return (await cache.match(path)) ?? fetch(request);
  };

  /* Another page of the staff's, and no network: the log is what can be done. */
  const orTheLog = async (request) => {
    try {
      return await fetch(request);
    } catch {
      return Response.redirect(shell);
    }
  };

  self.addEventListener("install", (event) => event.waitUntil(stock()));
  self.addEventListener("activate", (event) => event.waitUntil(tidy()));
  self.addEventListener("sync", (event) => {
    if (event.tag === "lofte-send") event.waitUntil(sendAll({ account, send }));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate" && url.pathname === shell) event.respondWith(fromCache(request, shell));
    else if (known.has(url.pathname)) event.respondWith(fromCache(request, url.pathname));
    else if (request.mode === "navigate") event.respondWith(orTheLog(request));
  });
}
