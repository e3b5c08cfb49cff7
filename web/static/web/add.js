// The page to record on: digits under the thumb, and entries that wait where there is no network.
"use strict";

(() => {
  const form = document.getElementById("add");
  if (!form) return;
  const { amount, memo, when, day } = form.elements;
  const offline = "offline" in form.dataset;
  const words = document.getElementById("words").dataset;
  const me = offline ? JSON.parse(localStorage.getItem("harumok") ?? "null") : Queue.remember(form);

  // The kept page knows nobody; the categories are those of last time.
  if (offline) {
    if (!me) return void location.replace("/offline/");
    const chips = document.getElementById("chips");
    me.chips.forEach(([code, label], place) => {
      const chip = document.createElement("label");
      chip.className = "chip";
      const choice = Object.assign(document.createElement("input"), { type: "radio", name: "category", value: code, defaultChecked: !place });
      chip.append(choice, label);
      chips.append(chip);
    });
    // What was shared, or is to be mended, is in the address only.
    const given = new URLSearchParams(location.search);
    amount.value = given.get("amount") ?? "";
    memo.value = [given.get("title"), given.get("text"), given.get("memo")].filter(Boolean).join(" ");
  }
  // By http in the home network there is no crypto.randomUUID.
  const hex = (byte) => byte.toString(16).padStart(2, "0");
  const newKey = () => { form.elements.key.value = [...crypto.getRandomValues(new Uint8Array(16))].map(hex).join(""); };
  if (!form.elements.key.value) newKey();

  // Digits.
  const keypad = document.getElementById("keypad");
  keypad.hidden = false;
  if (matchMedia("(max-width: 59.99rem) and (pointer: coarse)").matches) amount.inputMode = "none";
  const digits = () => amount.value.replace(/[,\s]/g, "");
  const show = () => {
    if (/^\d{1,13}$/.test(digits())) amount.value = Number(digits()).toLocaleString("en");
    tellLeft();
  };
  keypad.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    amount.value = key.dataset.digit ? digits() + key.dataset.digit : digits().slice(0, -1);
    show();
  });
  amount.addEventListener("input", show);

  // What is left once this is recorded, where that can be told.
  const after = document.getElementById("after");
  const unsaid = after?.textContent;
  function tellLeft() {
    if (!after) return;
    const due = Number(form.querySelector("[name=category]:checked")?.dataset.due ?? 0);
    const much = /^\d{1,13}$/.test(digits()) && when.value === "today" ? Number(digits()) : 0;
    const left = Math.max(Number(form.dataset.left) - Math.max(much - due, 0), 0);
    const shown = document.documentElement.lang === "en" ? `₩${left.toLocaleString("en")}` : `${left.toLocaleString("en")}원`;
    after.textContent = much && form.dataset.currency === "KRW" ? words.left.replace("[A]", shown) : unsaid;
  }
  document.getElementById("chips").addEventListener("change", tellLeft);

  // Days.
  const otherDay = document.getElementById("other-day");
  const showDay = () => { otherDay.hidden = when.value !== "other"; tellLeft(); };
  when.addEventListener("change", showDay);
  showDay();
  const dayOf = () => {
    if (when.value === "other") return day.value;
    const there = (moment) => new Intl.DateTimeFormat("en-CA", { timeZone: me.zone }).format(moment);
    const today = there(new Date());
    if (when.value === "today") return today;
    const [year, month, date] = today.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1, date - 1)).toISOString().slice(0, 10);
  };

  // Sending: first into the queue, then from it, so that nothing is lost between.
  const button = form.querySelector(".btn.primary");
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "allow" || form.dataset.plain) return;
    event.preventDefault();
    const missing = document.getElementById("no-amount");
    if (missing) missing.hidden = Boolean(amount.value.trim());
    if (button.disabled || (offline && !amount.value.trim())) return;
    button.disabled = true;
    const key = form.elements.key.value;
    const entry = {
      key, person: me.person, made: Date.now(), amount: amount.value, memo: memo.value, day: dayOf(),
      category: form.querySelector("[name=category]:checked")?.value ?? "",
    };
    try {
      await Queue.put(entry);
      const { sent, refused } = await Queue.flush();
      if (refused.includes(key)) {
        // Whoever is here can mend it: the server's page says how.
        await Queue.remove(key);
        if (!offline) { form.dataset.plain = "1"; form.requestSubmit(); return; }
      }
      const mine = sent.find((one) => one.key === key);
      if (mine) tell(mine);
      else (await navigator.serviceWorker?.getRegistration())?.sync?.register("entries").catch(() => {});
      newKey();
      document.getElementById("proposal")?.remove();
      if (location.search) history.replaceState(null, "", location.pathname);
      // What was typed meanwhile is the next one.
      if (amount.value !== entry.amount || memo.value !== entry.memo) return;
      form.reset();
      // What was filled in for this one is not the next one's.
      for (const [field, value] of [[amount, ""], [memo, ""], [day, ""], [when, "today"]]) field.value = value;
      show();
      showDay();
      amount.focus();
    } finally {
      button.disabled = false;
      await showWaiting();
    }
  });

  function tell(answer) {
    const toast = document.getElementById("t-toast").content.cloneNode(true).firstElementChild;
    toast.querySelector("span").textContent = answer.text;
    toast.querySelector("[data-undo]").addEventListener("click", async () => {
      const { token } = await (await fetch("/add/token/", { cache: "no-store" })).json();
      await fetch(answer.undo, { method: "POST", headers: { "X-CSRFToken": token, "HX-Request": "true" } });
      toast.remove();
      changed();
    });
    document.getElementById("toasts").append(toast);
    changed();
  }
  const changed = () => document.body.dispatchEvent(new Event("expenses-changed"));

  // What waits.
  const place = document.getElementById("waiting");
  const note = (kind, text) => {
    const made = document.getElementById(kind).content.cloneNode(true).firstElementChild;
    made.querySelector("span").textContent = text;
    place.append(made);
    return made;
  };
  let waitedFor = 0;
  async function showWaiting() {
    const mine = (await Queue.all()).filter((entry) => entry.person === me.person);
    place.replaceChildren();
    const waiting = mine.filter((entry) => !entry.refused);
    // Whoever sent them: this page, another one, or the service worker.
    if (waiting.length) note("t-waiting", words.waiting.replace("[N]", waiting.length));
    else if (waitedFor) note("t-sent", words.sent.replace("[N]", waitedFor));
    waitedFor = waiting.length;
    for (const entry of mine.filter((one) => one.refused)) {
      const made = note("t-refused", `${entry.memo} ${entry.amount}: ${entry.refused}`);
      const mend = made.querySelector("a");
      mend.href = `/add/?${new URLSearchParams({ amount: entry.amount, memo: entry.memo })}`;
      mend.addEventListener("click", () => Queue.remove(entry.key));
    }
    place.hidden = !place.childElementCount;
  }
  const flush = async () => {
    const { sent } = await Queue.flush();
    if (sent.length) changed();
    await showWaiting();
  };
  addEventListener("online", flush);
  flush();
})();
