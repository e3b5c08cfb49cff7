// Messages to this device, and the fields of a new channel by its type.
"use strict";

(() => {
  const form = document.getElementById("push");
  const why = document.getElementById("push-why");
  const button = form.querySelector("button");
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const hindrance = () => {
    if (!isSecureContext) return "insecure";
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "missing";
    return Notification.permission === "denied" ? "denied" : "";
  };
  const show = () => {
    const found = hindrance();
    button.disabled = Boolean(found);
    if (found) why.textContent = why.dataset[found];
  };
  show();
  form.addEventListener("submit", async (event) => {
    if (form.elements.subscription.value) return;
    event.preventDefault();
    if ((await Notification.requestPermission()) !== "granted") return void show();
    const worker = await navigator.serviceWorker.ready;
    const old = await worker.pushManager.getSubscription();
    await old?.unsubscribe();
    const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) });
    form.elements.subscription.value = JSON.stringify(subscription);
    form.requestSubmit();
  });

  const channel = document.getElementById("channel-form");
  const fields = () => {
    for (const part of channel.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(channel.elements.type.value);
  };
  channel.elements.type.addEventListener("change", fields);
  fields();
})();
