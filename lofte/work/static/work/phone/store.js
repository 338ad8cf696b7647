/* What lies in the phone: entries that wait (outbox), and what it has taken with it (kept). Survives reload and power off. */
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("lofte", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("outbox", { keyPath: "key" });
      asked.result.createObjectStore("kept");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/* Resolves when what was written lies on the disk: "relaxed" may lose it when the power goes. */
async function act(name, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const rows = async () => {
  const all = await act("outbox", "readonly", (store) => store.getAll());
  return all.sort((one, other) => one.written.localeCompare(other.written));
};

/* `instead` is the key of a row that gives way in the same breath. */
export const keep = (row, instead) =>
  act("outbox", "readwrite", (store) => {
    if (instead && instead !== row.key) store.delete(instead);
    return store.put(row);
  });

export const drop = (key) => act("outbox", "readwrite", (store) => store.delete(key));

/* Changes a row only while it is there: what was thrown away does not come back. */
export const amend = (key, change) =>
  act("outbox", "readwrite", (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => asked.result && store.put({ ...asked.result, ...change });
    return asked;
  });

export const recall = (name) => act("kept", "readonly", (store) => store.get(name));
export const remember = (name, value) => act("kept", "readwrite", (store) => store.put(value, name));
export const forget = (...names) =>
  act("kept", "readwrite", (store) => {
    for (const name of names) store.delete(name);
  });

/* Everything of an account but what waits and what its clock shows. */
export const forgetAccount = () => forget("pack", "ground", "area", "sent");

/* Other windows, and the worker, hear that something has changed. */
const channel = new BroadcastChannel("lofte");
export const tell = () => channel.postMessage("changed");
export const onTold = (hear) => channel.addEventListener("message", hear);
