// Entries that wait for the network, in the browser's own database; for pages and for the service worker alike.
// Each has the key it was made with, so that sending one twice records it once.
"use strict";

const Queue = (() => {
  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("harumok", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  const inStore = async (mode, act) => {
    const database = await open();
    try {
      const work = database.transaction("entries", mode, { durability: "strict" });
      const asked = act(work.objectStore("entries"));
      return await new Promise((resolve, reject) => {
        work.oncomplete = () => resolve(asked.result);
        work.onabort = work.onerror = () => reject(work.error);
      });
    } finally {
      database.close();
    }
  };

  const put = (entry) => inStore("readwrite", (store) => store.put(entry));
  const remove = (key) => inStore("readwrite", (store) => store.delete(key));
  const all = async () => (await inStore("readonly", (store) => store.getAll())).sort((a, b) => a.made - b.made);

  const send = (entry, token) => {
    const body = new URLSearchParams({
      key: entry.key, amount: entry.amount, category: entry.category, memo: entry.memo, when: "other", day: entry.day,
    });
    if (entry.allow) body.set("allow", "1");
    return fetch("/add/", { method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "X-CSRFToken": token } });
  };

  // Sends what waits and belongs to whoever is logged in; what cannot be sent now stays.
  const sendAll = async () => {
    const result = { sent: [], refused: [] };
    const waiting = (await all()).filter((entry) => !entry.refused);
    if (!waiting.length) return result;
    try {
      const who = await (await fetch("/add/token/", { cache: "no-store" })).json();
      for (const entry of waiting.filter((one) => one.person === who.person)) {
        const answer = await send(entry, who.token);
        if (answer.status === 201) {
          result.sent.push({ key: entry.key, ...(await answer.json()) });
          await remove(entry.key);
        } else if (answer.status === 422) {
          const { errors } = await answer.json();
          await put({ ...entry, refused: Object.values(errors).flat().join(" ") });
          result.refused.push(entry.key);
        } else break;
      }
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    }
    for (const entry of await all()) if (!entry.refused && !entry.allow) await put({ ...entry, allow: true });
    return result;
  };

  const flush = () => (navigator.locks ? navigator.locks.request("harumok-entries", sendAll) : sendAll());

  // Who is here, where their day turns, and their categories, for the page that knows nobody.
  const remember = (form) => {
    const chips = [...form.querySelectorAll("[name=category]")].map((one) => [one.value, one.parentElement.textContent.trim()]);
    const found = { person: Number(form.dataset.person), zone: form.dataset.zone, chips };
    localStorage.setItem("harumok", JSON.stringify(found));
    return found;
  };

  return { all, flush, put, remember, remove };
})();
