// Sums that follow while amounts are typed. What cannot be read here is left to the server.
"use strict";

(() => {
  const form = document.getElementById("plan");
  if (!form || form.dataset.live) return;
  form.dataset.live = "1";
  const plain = (field) => {
    const text = field.value.replace(/[,\s원]/g, "");
    return /^\d{0,13}$/.test(text) ? Number(text) : NaN;
  };
  const korean = document.documentElement.lang !== "en";
  const shown = (amount) => (korean ? `${amount.toLocaleString("en")}원` : `₩${amount.toLocaleString("en")}`);
  const inWon = form.querySelector(".with-unit > span")?.textContent === "원";
  const total = form.elements.total;
  const slider = document.getElementById("slider");
  const note = document.getElementById("unassigned");
  const amounts = () => [...form.querySelectorAll("[name^=amount-]")];
  const bar = form.querySelector(".bar-fill");

  const tell = () => {
    const assigned = amounts().map(plain).reduce((sum, one) => sum + one, 0);
    const whole = total ? plain(total) : Number(form.dataset.total);
    if (Number.isNaN(assigned + whole)) return;
    const left = whole - assigned;
    note.hidden = !left;
    note.dataset.state = left < 0 ? "over_pace" : "on_track";
    note.querySelector("span").textContent = (left < 0 ? note.dataset.over : note.dataset.left).replace("[A]", shown(Math.abs(left)));
    bar?.setAttribute("width", `${Math.min(100, whole ? (assigned * 100) / whole : 0).toFixed(1)}%`);
    for (const row of form.querySelectorAll("[data-row]")) {
      const daily = row.querySelector("[data-daily]");
      const free = plain(row.querySelector("[name^=amount-]")) - plain(row.querySelector("[name^=fixed-]"));
      if (form.dataset.days && free >= 0) daily.textContent = daily.dataset.daily.replace("[A]", shown(Math.floor(free / Number(form.dataset.days))));
    }
  };
  const bar_ = document.getElementById("save-bar");
  form.addEventListener("input", (event) => {
    if (event.target === slider) total.value = Number(slider.value).toLocaleString("en");
    bar_?.removeAttribute("data-clean");
    if (inWon) tell();
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.matches("input[inputmode]") && !Number.isNaN(plain(event.target)) && event.target.value.trim()) {
      event.target.value = plain(event.target).toLocaleString("en");
    }
  });
  if (slider && inWon) slider.hidden = false;
  for (const whole of form.querySelectorAll("[data-whole]")) {
    whole.hidden = false;
    whole.addEventListener("click", () => {
      const row = whole.closest("[data-row]");
      row.querySelector("[name^=fixed-]").value = row.querySelector("[name^=amount-]").value;
      row.querySelector("[name^=fixed-]").dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
