// The page's own script: it keeps the page up to date, sends forms without leaving, and runs menus and suggestions.
"use strict";

// -- Up to date: fetch the page again and swap the parts whose hash differs; what somebody typed stays. --------------
let fetching = null, again = false;
async function refresh() {
  if (fetching) { again = true; return fetching; }
  fetching = (async () => {
    do {
      again = false;
      const address = new URL(location.href);
      if (document.getElementById("behind")?.open) address.searchParams.set("behind", "1");
      const answer = await fetch(address, { headers: { "X-Patch": "1" } }).catch(() => null);
      if (answer?.ok) patch(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } while (again);
  })();
  await fetching;
  fetching = null;
}

function patch(fresh) {
  const focused = document.activeElement?.id;
  const low = all("[data-follows]").filter((s) => s.scrollHeight - s.scrollTop - s.clientHeight < 80);
  for (const list of all("[data-list]", fresh)) {
    const here = document.getElementById(list.id);
    if (here) syncList(here, list);
  }
  for (const part of all("[data-hash]", fresh)) {
    const here = document.getElementById(part.id);
    if (here && here.dataset.hash !== part.dataset.hash && !here.parentElement.closest("[data-hash]")) replace(here, part);
  }
  syncList(document.getElementById("notices"), fresh.getElementById("notices"));
  wake();
  for (const scroller of low) scroller.scrollTop = scroller.scrollHeight;
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
}

function syncList(here, fresh) {
  if (!here || !fresh) return;
  const wanted = new Set([...fresh.children].map((child) => child.id));
  for (const child of [...here.children]) {
    if (!child.dataset.hash || wanted.has(child.id)) continue;
    if (child.matches("dialog[open]")) child.close();
    child.remove();
  }
  let last = null;
  for (const child of [...fresh.children]) {
    const old = document.getElementById(child.id);
    const now = !old ? document.adoptNode(child) : old.dataset.hash === child.dataset.hash ? old : replace(old, child);
    const next = last ? last.nextElementSibling : here.firstElementChild;
    if (now !== next) here.insertBefore(now, next);
    last = now;
  }
}

function replace(old, fresh) {
  fresh = document.adoptNode(fresh);
  for (const field of all("[name^='f|']", old)) {
    const heirs = all(`[name="${CSS.escape(field.name)}"]`, fresh);
    if (field.type === "radio" || field.type === "checkbox") heirs.filter((h) => h.value === field.value).forEach((h) => { h.checked = field.checked; });
    else if (field.type !== "hidden" && heirs[0] && (field.tagName !== "SELECT" || all("option", heirs[0]).some((o) => o.value === field.value))) heirs[0].value = field.value;
  }
  for (const field of all(".typed-ahead", old)) {
    fresh.querySelector(`#${CSS.escape(field.id)} .picked`)?.replaceChildren(...field.querySelector(".picked").children);
  }
  for (const open of all("details[open][id]", old)) all(`#${CSS.escape(open.id)}`, fresh).forEach((menu) => { menu.open = true; fill(menu); });
  const scrolled = old.querySelector(".modal-body")?.scrollTop, focused = document.activeElement?.id;
  if (old.matches("details[open]")) fresh.open = true;
  const at = old.contains(document.activeElement) && document.activeElement;
  if (old.matches("dialog[open]")) old.close();
  old.replaceWith(fresh);
  for (const form of [old, ...all("form", old)]) {
    if (form.ariaBusy === "true" && form.id) wait(document.getElementById(form.id), true);
  }
  // An app that names no block ids gets new ones with each update: then the button with the same words keeps the focus.
  if (at && !fresh.querySelector(`#${CSS.escape(at.id || "none")}`)) {
    all(at.tagName, fresh).find((one) => one.textContent === at.textContent && one.ariaLabel === at.ariaLabel)?.focus({ preventScroll: true });
  }
  if (fresh.matches("[data-modal]")) showModal(fresh, focused);
  if (scrolled) fresh.querySelector(".modal-body").scrollTop = scrolled;
  return fresh;
}

function showModal(dialog, focused = "none") {
  dialog.showModal();
  const wrong = dialog.querySelector("[aria-invalid='true']");
  const first = (wrong || dialog.querySelector(`#${CSS.escape(focused || "none")}`) || dialog.querySelector("[autofocus]") || dialog.querySelector(".modal-body :is(input:not([type=hidden]), select, textarea)") || dialog.querySelector(dialog.querySelector("#modal-submit") ? ".modal-body" : "#modal-close"));
  (first?.closest(".boxed")?.querySelector(":checked") || first)?.focus();
}

function wake() {
  for (const dialog of all("dialog[data-modal]:not([open])")) showModal(dialog);
  for (const box of all("textarea")) grow(box);
}

// -- Forms are sent in the background. ------------------------------------------------------------------------------
function wait(form, isWaiting, words = isWaiting ? "Sending…" : "") {
  form.setAttribute("aria-busy", String(isWaiting));
  all("button:not([hidden])", form).forEach((button) => { button.disabled = isWaiting; });
  all(".waiting", form).forEach((place) => { place.textContent = words; });
}
async function send(form, fields) {
  const waits = !form.matches("[data-composer]"); // A composer takes the next message while one is on its way.
  if (waits) wait(form, true);
  const answer = await fetch(form.action, { method: "POST", headers: { "X-Patch": "1" }, body: fields }).catch(() => null);
  const go = answer?.headers.get("X-Go");
  if (go) { location.assign(go); return; }
  await refresh();
  if (waits) wait(document.getElementById(form.id) || form, false, answer?.ok ? "" : "That did not reach the practice workspace. Try again.");
}

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (form.method !== "post") return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  const fields = new URLSearchParams(new FormData(form, button?.name && !button.disabled ? button : null));
  button?.closest("dialog.confirm")?.close();
  all("details.menu[open]").forEach((menu) => { menu.open = false; });
  if (form.matches("[data-composer]") && !fields.has("shortcut")) emptyComposer(form);
  const sent = send(form, fields), address = button?.dataset.opens || "";
  if (/^https?:/.test(address)) window.open(address, "_blank", "noopener");
  else if (address.startsWith("/")) Promise.race([sent, new Promise((resolve) => { setTimeout(resolve, 600); })]).then(() => location.assign(address));
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.dataset.confirm) document.getElementById(field.dataset.confirm).showModal();
  else if (field.dataset.fires) fire(field);
});
function fire(field) {
  const form = field.closest("form"), fields = new URLSearchParams(new FormData(form));
  fields.append("do", field.dataset.fires);
  send(form, fields);
}

// -- Dialogs and menus. ---------------------------------------------------------------------------------------------
document.addEventListener("cancel", (event) => {
  if (!event.target.matches("[data-modal]")) return;
  event.preventDefault();
  document.getElementById("close-modal").requestSubmit();
}, true);

function fill(menu) {
  const items = menu.dataset.fill && menu.querySelector(".menu-items:empty");
  if (items) items.append(document.getElementById(menu.dataset.fill).content.cloneNode(true));
}
// A menu stands beside its button wherever there is room, whatever scrolls around it.
function stand(menu) {
  const button = menu.querySelector("summary").getBoundingClientRect(), items = menu.querySelector(".menu-items");
  const { width, height } = items.getBoundingClientRect();
  const below = button.bottom + 5 + height <= innerHeight - 8;
  items.style.top = `${Math.max(8, below ? button.bottom + 5 : button.top - height - 5)}px`;
  const left = button.left > innerWidth / 2 ? button.right - width : button.left;
  items.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
}
document.addEventListener("scroll", (event) => {
  if (event.target.matches?.(".scroller, .modal-body, .sidebar")) all("details.menu[open]", event.target).forEach((menu) => { menu.open = false; });
}, true);
document.addEventListener("toggle", async (event) => {
  if (!event.target.open || !event.target.matches("details")) return;
  fill(event.target);
  if (event.target.matches(".menu")) stand(event.target);
  if (event.target.id === "behind") refresh();
  const json = event.target.querySelector("pre[data-json]:empty");
  if (json && event.target.matches(".line")) json.textContent = await (await fetch(json.dataset.json)).text();
}, true);

document.addEventListener("click", (event) => {
  const at = event.target.closest("button, a, summary") || event.target;
  if (at.dataset.confirm) document.getElementById(at.dataset.confirm).showModal();
  if (at.matches("[data-deny]")) { const form = at.closest("form"); at.closest("dialog").close(); if (form.querySelector("select[data-confirm], input[data-confirm]")) form.reset(); }
  if (at.matches("[data-unpick]")) unpick(at);
  if (at.dataset.toggles) at.setAttribute("aria-expanded", String(document.body.classList.toggle(`shows-${at.dataset.toggles}`)));
  if (at.dataset.shows) document.body.classList.add(`shows-${at.dataset.shows}`);
  all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

wake();
for (const scroller of all("[data-follows]")) scroller.scrollTop = scroller.scrollHeight;
if (document.body.dataset.revision) new EventSource(`/stream?after=${document.body.dataset.revision}`).onmessage = () => { refresh(); };
