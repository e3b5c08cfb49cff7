// What the pages do beyond forms and links, which work without this. No inline handlers: everything is delegated.
"use strict";

const TOAST_SECONDS = 8;

// Toasts go by themselves, unless somebody is at them.
const watch = (toast) => {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), TOAST_SECONDS * 1000); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
};
const toasts = document.getElementById("toasts");
if (toasts) {
  toasts.querySelectorAll(".toast").forEach(watch);
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.classList?.contains("toast")) watch(node);
  }).observe(toasts, { childList: true });
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) close.closest(".toast, .note")?.remove();
});

// A part that comes anew keeps open what somebody had opened in it, and what is being written in a row.
let opened = [], edited = [], focused;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  opened = [...document.querySelectorAll("details[id][open]")].map((one) => one.id);
  edited = [...document.querySelectorAll(".row-edit")].filter((one) => one !== detail.target);
  focused = document.activeElement;
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  for (const row of edited.filter((one) => !one.isConnected)) {
    const there = document.getElementById(row.id);
    if (!there) continue;
    there.replaceWith(row);
    htmx.process(row);
    if (row.contains(focused)) focused.focus({ preventScroll: true });
  }
});

// A field of one line would glue the lines of what is pasted together.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  if (event.target.tagName !== "INPUT" || !/\n/.test(text.trim())) return;
  event.preventDefault();
  document.execCommand("insertText", false, text.trim().replace(/\s*\n\s*/g, " "));
});

// After what was sent, back to where the next thing is written; after an error, to the field that it is about.
document.addEventListener("htmx:afterSettle", (event) => {
  const form = event.detail.elt.closest?.("form") ?? event.detail.elt;
  const field = form.querySelector?.("[aria-invalid=true], [data-refocus]");
  field?.focus({ preventScroll: true });
});

// What did not arrive is said, and what was typed stays.
const FAILED = document.getElementById("failed");
const say = () => {
  if (!FAILED || !toasts) return;
  toasts.append(FAILED.content.cloneNode(true));
};
document.addEventListener("htmx:sendError", say);
document.addEventListener("htmx:responseError", say);
document.addEventListener("htmx:timeout", say);

// What was recorded without a network is sent from whatever page is opened next.
if (document.querySelector("nav.nav") && !document.getElementById("add")) {
  const flush = async () => {
    const { sent } = await Queue.flush();
    if (sent.length) document.body.dispatchEvent(new Event("expenses-changed"));
  };
  addEventListener("online", flush);
  flush();
}
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[action='/logout/']")) localStorage.removeItem("harumok");
});
if (isSecureContext) navigator.serviceWorker?.register("/sw.js");

// Where the day turns for whoever signs up here.
for (const field of document.querySelectorAll("[data-device-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
