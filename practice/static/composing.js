// What helps while typing: suggestions of commands and people, type-ahead fields, and the composer's drafts.
// Loaded before practice.js; both are plain scripts that share their functions.
"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// -- Lists under a field: the arrow keys move, Enter and Tab pick, Escape closes. ------------------------------------
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
