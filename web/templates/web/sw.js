{% load static %}// Keeps what the pages need without a network: the shell, and the page to record on. Nothing that is anybody's.
"use strict";
importScripts("{% static 'web/queue.js' %}");

const KEPT = "harumok-{{ version }}";
const PAGES = { add: "{% url 'add_empty' %}", offline: "{% url 'offline' %}" };
const ASSETS = [{% for asset in assets %}"{{ asset|escapejs }}", {% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll([...ASSETS, ...Object.values(PAGES)].map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") {
    const kept = address.pathname.startsWith("/add") ? PAGES.add : PAGES.offline;
    event.respondWith(fetch(request).catch(async () => (await caches.match(kept)) ?? Response.error()));
  } else if (ASSETS.includes(address.pathname + address.search)) {
    event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
  }
});

// Where the browser does that, what waits is sent when the network is back, even with no page open.
self.addEventListener("sync", (event) => {
  if (event.tag === "entries") event.waitUntil(Queue.flush());
});

// Messages to this device.
self.addEventListener("push", (event) => {
  const { id, title, text } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body: text, tag: id, icon: "{% static 'web/icon-192.png' %}" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const pages = await self.clients.matchAll({ type: "window" });
    return pages.length ? pages[0].focus() : self.clients.openWindow("/");
  })());
});
