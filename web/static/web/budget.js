// Sums that follow while amounts are typed. The server reads them again, and has the last word.
"use strict";

(() => {
  const UNITS = { 십: 10, 백: 100, 천: 1000, 만: 1e4, 억: 1e8 };
  const korean = document.documentElement.lang !== "en";
  const plan = () => document.getElementById("plan");
  const whole = (amount) => amount / 10 ** Number(plan().dataset.precision);
  const typed = (amount) => whole(amount).toLocaleString("en", { minimumFractionDigits: Number(plan().dataset.precision) });
  const shown = (amount) => {
    const { currency } = plan().dataset;
    if (currency === "KRW") return korean ? `${amount.toLocaleString("en")}원` : `₩${amount.toLocaleString("en")}`;
    return whole(amount).toLocaleString(korean ? "ko" : "en", { style: "currency", currency });
  };

  // 1만2천5백 and 12,500: an amount in minor units, null for nothing, NaN for what cannot be read.
  const read = (text) => {
    const plain = text.normalize("NFKC").replace(/[\s,₩$€£¥원]/g, "");
    if (!plain) return null;
    const scale = 10 ** Number(plan().dataset.precision);
    if (!/^[\d.]*[억만천백십]/.test(plain)) return Math.round((/^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN) * scale);
    let sum = 0, part = 0, count = "";
    for (const sign of plain) {
      const unit = UNITS[sign];
      if (!unit) count += sign;
      else if (unit < 1e4) { part += Number(count || 1) * unit; count = ""; }
      else { sum += (part + Number(count || (part ? 0 : 1))) * unit; part = 0; count = ""; }
    }
    return sum + part + Number(count);
  };

  const say = (element, text, amount) => {
    if (element) element.textContent = text.replace("[A]", shown(amount));
  };

  const tellRow = (row) => {
    const { days, unit } = plan().dataset;
    const amount = read(row.querySelector("[name^=amount-]").value);
    const once = row.querySelector("[name^=once-]").checked;
    const part = read(row.querySelector("[name^=fixed-]").value);
    const fixed = once ? Math.min(part ?? amount ?? 0, amount ?? 0) : 0;
    const daily = Math.round(((amount ?? 0) - fixed) / days / unit) * unit;
    const said = { daily, fixed };
    for (const [name, value] of Object.entries(said)) {
      const element = row.querySelector(`[data-${name}]`);
      element.hidden = !value;
      say(element, element.dataset[name], value);
    }
    row.querySelector("[data-nothing]").hidden = Boolean(daily || fixed);
    return amount ?? 0;
  };

  const tell = () => {
    const form = plan();
    if (!form) return;
    const assigned = [...form.querySelectorAll("[data-row]")].map(tellRow).reduce((sum, one) => sum + one, 0);
    const note = document.getElementById("unassigned");
    const { total } = form.elements;
    const all = total ? read(total.value) ?? 0 : Number(note.dataset.total);
    if (Number.isNaN(assigned + all)) return;
    const left = all - assigned;
    const said = document.getElementById("assigned");
    say(said, said.dataset.text, assigned);
    note.dataset.state = left < 0 ? "over_pace" : "on_track";
    note.querySelector("button").hidden = !left;
    const text = left < 0 ? note.dataset.over : left ? note.dataset.left : note.dataset.none;
    say(note.querySelector("span"), text, Math.abs(left));
    document.getElementById("assigned-bar").setAttribute("width", `${all ? Math.min((assigned * 100) / all, 100) : 100}%`);
  };

  let soon;
  const change = () => {
    tell();
    document.getElementById("save-bar")?.classList.remove("clean");
    clearTimeout(soon);
    soon = setTimeout(() => document.getElementById("rec")?.dispatchEvent(new Event("plan-changed")), 400);
  };
  document.addEventListener("input", (event) => {
    const { target } = event;
    if (!plan()?.contains(target)) return;
    const { total } = plan().elements;
    const slider = document.getElementById("slider");
    if (target === slider) total.value = typed(Number(slider.value));
    if (target === total) slider.value = read(total.value) || 0;
    change();
  });
  document.addEventListener("change", ({ target }) => {
    if (!plan()?.contains(target) || target.inputMode !== "numeric") return;
    const amount = read(target.value);
    if (amount !== null && !Number.isNaN(amount)) target.value = typed(amount);
  });
  document.addEventListener("click", (event) => {
    const preset = event.target.closest("[data-preset]");
    if (preset) {
      event.preventDefault();
      preset.form.elements.total.value = Number(preset.value).toLocaleString("en");
    }
    const clear = event.target.closest("[data-clear]");
    if (clear) {
      const amount = clear.closest("[data-row]").querySelector("[name^=amount-]");
      amount.value = "";
      amount.focus();
      change();
    }
  });
  document.addEventListener("htmx:afterSettle", tell);
})();
