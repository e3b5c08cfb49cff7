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

// What did not arrive is said, and what was typed stays. What somebody deleted elsewhere goes from here, too.
const say = ({ detail }) => {
  const gone = detail.xhr?.status === 404;
  const said = document.getElementById(gone ? "gone" : "failed");
  if (said && toasts) toasts.append(said.content.cloneNode(true));
  if (gone) document.body.dispatchEvent(new Event("expenses-changed"));
};
document.addEventListener("htmx:sendError", say);
document.addEventListener("htmx:responseError", say);
document.addEventListener("htmx:timeout", say);

// What is typed while the last line is being sent is the next line.
let next = "";
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const note = detail.requestConfig.elt.id === "jot" ? document.querySelector("#jot [name=note]") : null;
  next = note && note.value !== detail.requestConfig.formData.get("note") ? note.value : "";
});
document.addEventListener("htmx:afterSettle", () => {
  if (next) document.querySelector("#jot [name=note]").value = next;
  next = "";
});

// What was typed when the login had ended already is there again after the next one, if it is the same person's.
const TYPED = "typed";
const person = () => document.getElementById("main")?.dataset.person;
const keep = (form) => {
  if (!person() || form?.method !== "post" || form.querySelector("[type=password]")) return;
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const typed = { person: person(), action: form.getAttribute("action"), fields };
  sessionStorage.setItem(TYPED, JSON.stringify(typed));
};
document.addEventListener("submit", ({ target, defaultPrevented }) => { if (!defaultPrevented) keep(target); });
document.addEventListener("htmx:beforeOnLoad", ({ detail }) => {
  if (detail.xhr.getResponseHeader("HX-Redirect")) keep(detail.elt.closest("form"));
});
const fill = (form, given) => {
  for (const one of form.elements) {
    const values = given.filter(([name]) => name === one.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(one.type)) {
      one.checked = values.includes(one.value);
      if (one.checked) one.closest("details")?.setAttribute("open", "");
    } else if (values.length && one.type !== "submit") one.value = values[0];
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
};
document.addEventListener("DOMContentLoaded", () => {
  const typed = JSON.parse(sessionStorage.getItem(TYPED) ?? "null");
  if (!typed) return;
  const door = document.getElementById("kept");
  if (door) {
    door.hidden = false;
    return void sessionStorage.setItem(TYPED, JSON.stringify({ ...typed, asked: true }));
  }
  sessionStorage.removeItem(TYPED);
  if (!typed.asked || typed.person !== person()) return;
  let missing = true;
  const bringBack = () => {
    const form = [...document.forms].find((one) => one.getAttribute("action") === typed.action);
    if (missing && form) {
      missing = false;
      fill(form, typed.fields);
    }
  };
  bringBack();
  // A row that is changed in its list has to be opened first.
  document.addEventListener("htmx:afterSettle", bringBack);
  if (missing) document.querySelector(`a[hx-get="${CSS.escape(typed.action)}"]`)?.click();
});

// The page that is kept for when there is no network has the categories of last time.
const jot = document.getElementById("jot");
if (jot) Queue.remember(jot);

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
