// The page's own script: it keeps the page up to date, sends forms without leaving, and runs menus and suggestions.
"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const base = () => document.body.dataset.base;

// -- Up to date: fetch the page again and swap the parts whose hash differs; what somebody typed stays. --------------
let fetching = null, again = false;
async function refresh() {
  if (fetching) { again = true; return fetching; }
  fetching = (async () => {
    do {
      again = false;
      const answer = await fetch(location.href, { headers: { "X-Patch": "1" } }).catch(() => null);
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
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function syncList(here, fresh) {
  if (!here || !fresh) return;
  const wanted = new Set([...fresh.children].map((child) => child.id));
  for (const child of [...here.children]) if (child.dataset.hash && !wanted.has(child.id)) child.remove();
  let before = here.firstElementChild;
  for (const child of [...fresh.children]) {
    const old = document.getElementById(child.id);
    const now = !old ? here.insertBefore(document.adoptNode(child), before)
      : old.dataset.hash === child.dataset.hash ? old : replace(old, child);
    if (now !== before && now.previousElementSibling !== before?.previousElementSibling) here.insertBefore(now, before);
    before = now.nextElementSibling;
  }
}

function replace(old, fresh) {
  fresh = document.adoptNode(fresh);
  for (const field of all("[name^='f|']", old)) {
    const heirs = all(`[name="${CSS.escape(field.name)}"]`, fresh);
    if (field.type === "radio" || field.type === "checkbox") heirs.filter((h) => h.value === field.value).forEach((h) => { h.checked = field.checked; });
    else if (field.type !== "hidden" && heirs[0] && (field.tagName !== "SELECT" || all("option", heirs[0]).some((o) => o.value === field.value))) heirs[0].value = field.value;
  }
  for (const open of all("details[open][id]", old)) all(`#${CSS.escape(open.id)}`, fresh).forEach((menu) => { menu.open = true; fill(menu); });
  const scrolled = old.querySelector(".modal-body")?.scrollTop;
  const wasOpen = old.open;
  old.replaceWith(fresh);
  if (fresh.matches("details") && wasOpen) fresh.open = true;
  if (fresh.matches("[data-modal]")) showModal(fresh);
  if (scrolled) fresh.querySelector(".modal-body").scrollTop = scrolled;
  return fresh;
}

function showModal(dialog) {
  dialog.showModal();
  const wrong = dialog.querySelector("[aria-invalid='true']");
  (wrong || dialog.querySelector("[autofocus]") || dialog.querySelector(".modal-body :is(input:not([type=hidden]), select, textarea)") || dialog.querySelector("#modal-submit, #modal-close"))?.focus();
}

function wake() {
  for (const dialog of all("dialog[data-modal]:not([open])")) showModal(dialog);
  for (const box of all("textarea")) grow(box);
}

// -- Forms are sent in the background. ------------------------------------------------------------------------------
async function send(form, fields, action = form.action) {
  form.setAttribute("aria-busy", "true");
  const buttons = all("button:not([disabled])", form).filter((button) => !button.closest("summary"));
  buttons.forEach((button) => { button.disabled = true; });
  const waiting = form.querySelector(".waiting");
  if (waiting) waiting.textContent = "Sending…";
  const answer = await fetch(action, { method: "POST", headers: { "X-Patch": "1" }, body: fields }).catch(() => null);
  const go = answer?.headers.get("X-Go");
  if (go) { location.assign(go); return; }
  await refresh();
  form.removeAttribute("aria-busy");
  buttons.forEach((button) => { button.disabled = false; });
  if (waiting) waiting.textContent = answer?.ok ? "" : "That did not reach the practice workspace. Try again.";
}

document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  if (form.method !== "post") return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  const fields = new URLSearchParams(new FormData(form, button?.name && !button.disabled ? button : null));
  button?.closest("dialog.confirm")?.close();
  all("details.menu[open]").forEach((menu) => { menu.open = false; });
  if (button?.dataset.opens) openAddress(button.dataset.opens);
  if (form.matches("[data-composer]") && !fields.has("shortcut")) emptyComposer(form);
  send(form, fields);
});

function openAddress(address) {
  if (address.startsWith("/")) setTimeout(() => location.assign(address), 250);
  else if (/^https?:/.test(address)) window.open(address, "_blank", "noopener");
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("[data-goes]")) field.form.requestSubmit();
  else if (field.dataset.confirm) document.getElementById(field.dataset.confirm).showModal();
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
document.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches("details")) fill(event.target); }, true);

document.addEventListener("click", (event) => {
  const at = event.target.closest("button, a, summary") || event.target;
  if (at.dataset.confirm) document.getElementById(at.dataset.confirm).showModal();
  if (at.matches("[data-deny]")) { const form = at.closest("form"); at.closest("dialog").close(); if (form.querySelector("select[data-confirm], input[data-confirm]")) form.reset(); }
  if (at.matches("[data-unpick]")) unpick(at);
  if (at.dataset.toggles) at.setAttribute("aria-expanded", String(document.body.classList.toggle(`shows-${at.dataset.toggles}`)));
  if (at.dataset.shows) document.body.classList.add(`shows-${at.dataset.shows}`);
  all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// -- Suggestions: commands and people in the composer, options in type-ahead fields. -----------------------------------
const shown = (list) => all("[role=option]:not([hidden])", list);
function mark(box, list, option) {
  for (const one of all("[role=option]", list)) one.setAttribute("aria-selected", String(one === option));
  box.setAttribute("aria-activedescendant", option?.id || "");
  option?.scrollIntoView({ block: "nearest" });
}
function openList(box, list, isOpen) {
  list.hidden = !isOpen;
  box.setAttribute("aria-expanded", String(isOpen));
  mark(box, list, isOpen && box.matches("textarea") ? shown(list)[0] : null);
}
const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));

document.addEventListener("keydown", (event) => {
  const box = event.target, list = box.matches?.("[role=combobox]") ? listOf(box) : null;
  if (list && !list.hidden) {
    const options = shown(list), at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); mark(box, list, options[(at + step + options.length) % options.length]); return; }
    if (event.key === "Escape") { event.preventDefault(); openList(box, list, false); return; }
    if ((event.key === "Enter" || event.key === "Tab") && options[at]) { if (pick(box, options[at])) event.preventDefault(); else if (event.key === "Enter") submitComposer(event); return; }
  }
  if (event.key === "Enter" && box.matches?.("[data-composer] textarea") && !event.shiftKey && !event.isComposing) submitComposer(event);
  if (event.key === "Escape") { const menu = box.closest?.("details.menu[open]"); if (menu) { menu.open = false; menu.querySelector("summary").focus(); event.preventDefault(); } }
});
function submitComposer(event) { event.preventDefault(); event.target.form.requestSubmit(event.target.form.querySelector("[name=send]")); }

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest("[role=option]");
  if (!option) return;
  event.preventDefault();
  pick(document.querySelector(`[aria-controls="${option.closest("[role=listbox]").id}"]`), option);
});

// Returns whether something changed: a command typed in full is sent by the same Enter.
function pick(box, option) {
  openList(box, listOf(box), false);
  if (!box.matches("textarea")) return pickOption(box, option);
  const typed = /(?:^\/\S*|@[\w.-]*)$/.exec(box.value.slice(0, box.selectionStart));
  const words = option.dataset.typed, start = typed ? typed.index : 0;
  if (typed?.[0] === words) return false;
  box.setRangeText(`${words} `, start, box.selectionStart, "end");
  keepDraft(box);
  return true;
}

let asked = 0;
document.addEventListener("input", async (event) => {
  const box = event.target;
  if (box.matches("textarea")) grow(box);
  if (!box.matches("[role=combobox]")) return;
  const list = listOf(box);
  if (box.matches("textarea")) {
    keepDraft(box);
    const typed = /(?:^\/\S*|(?<=^|\s)@[\w.-]*)$/.exec(box.value.slice(0, box.selectionStart))?.[0];
    for (const option of all("[role=option]", list)) option.hidden = !typed || !option.dataset.typed.startsWith(typed.toLowerCase());
    openList(box, list, shown(list).length > 0);
  } else suggest(box, list);
});
document.addEventListener("focusin", (event) => { if (event.target.matches(".typed-ahead > [role=combobox]")) suggest(event.target, listOf(event.target)); });
document.addEventListener("focusout", (event) => { if (event.target.matches("[role=combobox]")) openList(event.target, listOf(event.target), false); });

async function suggest(box, list) {
  const field = box.parentElement, typed = box.value.trim(), mine = ++asked;
  if (typed.length < Number(field.dataset.least)) { openList(box, list, false); return; }
  await new Promise((resolve) => { setTimeout(resolve, 120); });
  if (mine !== asked) return;
  const answer = await fetch(`${field.dataset.source}&typed=${encodeURIComponent(typed)}`).catch(() => null);
  if (mine !== asked || !answer?.ok || document.activeElement !== box) return;
  const options = await answer.json();
  list.replaceChildren(...options.map((option, number) => {
    const item = Object.assign(document.createElement("li"), { id: `${list.id}-${number}`, textContent: option.label });
    item.setAttribute("role", "option");
    item.dataset.value = option.value;
    if (option.more) item.append(Object.assign(document.createElement("small"), { textContent: option.more }));
    item.dataset.label = option.label;
    return item;
  }));
  if (!options.length) list.append(Object.assign(document.createElement("li"), { textContent: "Nothing found", className: "none" }));
  openList(box, list, true);
}

function pickOption(box, option) {
  const field = box.parentElement, picked = field.querySelector(".picked");
  if (!("many" in field.dataset)) picked.replaceChildren();
  const chip = Object.assign(document.createElement("span"), { className: "chip", textContent: option.dataset.label });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  button.dataset.unpick = "";
  button.setAttribute("aria-label", `Remove ${option.dataset.label}`);
  chip.append(Object.assign(document.createElement("input"), { type: "hidden", name: field.dataset.name, value: option.dataset.value }), button);
  if (!all("input[type=hidden]", picked).some((one) => one.value === option.dataset.value)) picked.append(chip);
  box.value = "";
  if (field.dataset.fires) fire(field); else if (!("many" in field.dataset)) button.focus();
  return true;
}
function unpick(button) {
  const field = button.closest(".typed-ahead");
  button.closest(".chip").remove();
  if (field.dataset.fires) fire(field); else field.querySelector("[role=combobox]").focus();
}

// -- The composer: it grows, keeps a draft per place, and is emptied when sent. -----------------------------------------
function grow(box) { box.style.height = "auto"; box.style.height = `${box.scrollHeight + 2}px`; }
const draftName = (box) => `draft ${document.body.dataset.draft} ${box.dataset.thread}`;
function keepDraft(box) { sessionStorage.setItem(draftName(box), box.value); }
function emptyComposer(form) {
  const box = form.querySelector("textarea");
  box.value = "";
  sessionStorage.removeItem(draftName(box));
  grow(box);
}

for (const box of all("[data-composer] textarea")) {
  box.value = box.dataset.types || sessionStorage.getItem(draftName(box)) || "";
  if (box.dataset.types) { box.focus(); box.setSelectionRange(box.value.length, box.value.length); history.replaceState(null, "", location.pathname); }
}
wake();
for (const scroller of all("[data-follows]")) scroller.scrollTop = scroller.scrollHeight;
if (base()) new EventSource(`/stream?after=${document.body.dataset.revision}`).onmessage = () => { refresh(); };
