// The chat page: who is played, what is on the screen, what a tap does.

import { append, bubble, make } from "./bubble.js";
import { closeSheets, compose, showCommands, showKeyboard } from "./composer.js";
import { get, listen, post, postFiles } from "./server.js";
import { day, language, otherLanguage, speak, t } from "./texts.js";

const $ = (id) => document.getElementById(id);
const NEWEST = 200; // messages read at once
const ALBUM_ITEMS = 10; // files in one album
const TAP_FEEDBACK_MS = 8000; // how long a tapped button waits for its answer
const address = new URL(location.href);

let people = [];
let person = null; // the key of who is played
let stream = null;
let startPayload = address.searchParams.get("start") || "";
let states = 0; // how often the state of the chat has come by itself
let typingTimer = 0;
let toastTimer = 0;
const tapped = new Map(); // tapped button -> timer

const at = (path) => `/sim/${encodeURIComponent(person)}/${path}`;

// Notices, toasts

function notice(text) {
  $("notice").textContent = text;
  $("notice").hidden = !text;
}

async function attempt(action) {
  try {
    const result = await action();
    notice("");
    return result;
  } catch (problem) {
    notice(problem instanceof TypeError ? t("connection-lost") : `${t("send-failed")} (${problem.message})`);
    return null;
  }
}

function showToast({ text, alert }) {
  for (const [key, timer] of tapped) release(key, timer);
  if (!text) return;
  if (alert) {
    $("alert").querySelector("p").textContent = text;
    $("alert").showModal();
    return;
  }
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => ($("toast").hidden = true), 3500);
}

function release(key, timer) {
  clearTimeout(timer);
  key.classList.remove("waiting");
  tapped.delete(key);
}

// Acting

const write = (text) => attempt(() => post(at("message"), { text }));
const sendPlace = (place) => attempt(() => post(at("message"), { location: place }));
const sendSample = (kind) => attempt(() => post(at("message"), { [kind]: "sample" }));
const press = (button, place) => attempt(() => post(at("tap"), { button: button.text, location: place, keyboard: true }));

// More than an album holds goes as several, as Telegram's apps do; one that is left over goes alone.
async function sendFiles(files) {
  for (let first = 0; first < files.length; first += ALBUM_ITEMS) {
    await attempt(() => postFiles(person, files.slice(first, first + ALBUM_ITEMS)));
  }
}

async function tap(message, button, key) {
  if (button.url) {
    window.open(button.url, "_blank", "noopener");
    return;
  }
  $("toast").hidden = true; // words about the tap before
  key.classList.add("waiting");
  tapped.set(key, setTimeout(() => release(key), TAP_FEEDBACK_MS));
  await attempt(() => post(at("tap"), { message_id: message.message_id, data: button.data }));
}

function enlarge(image) {
  const shown = $("viewer").querySelector("img");
  shown.src = image.src;
  shown.alt = image.alt;
  $("viewer").showModal();
}

const on = { write, tap, enlarge };

// Messages

const atBottom = () => $("messages").scrollHeight - $("messages").scrollTop - $("messages").clientHeight < 80;

function toBottom() {
  $("messages").scrollTop = $("messages").scrollHeight;
  $("newest").hidden = true;
}

function newestIsSeen() {
  const last = $("messages").lastElementChild;
  return !last || last.getBoundingClientRect().top < $("messages").getBoundingClientRect().bottom - 40;
}

// A message that is taller than the window is read from its beginning.
function toNewest() {
  toBottom();
  const last = $("messages").lastElementChild;
  if (!last || last.offsetHeight <= $("messages").clientHeight) return;
  $("messages").scrollTop = last.offsetTop - $("messages").offsetTop - 8;
  $("newest").hidden = atBottom();
}

function markDays() {
  for (const mark of $("messages").querySelectorAll(".day")) mark.remove();
  let last = "";
  for (const item of $("messages").querySelectorAll(".message")) {
    const label = day(Number(item.dataset.date));
    if (label !== last) (item.closest(".album") || item).before(make("div", "day", label));
    last = label;
  }
}

function showMessage(message) {
  const old = $("messages").querySelector(`[data-id="${message.message_id}"]`);
  // Where only the buttons have changed (a mark set), whoever looks for the next one is not moved.
  const stay = old?.said === message.html || (message.from === "bot" && !newestIsSeen());
  $("messages").querySelector(".empty")?.remove();
  const item = bubble(message, on);
  if (old) old.replaceWith(item);
  else {
    item.classList.add("new");
    append($("messages"), item);
    markDays();
    if (message.from === "bot") showTyping(0);
  }
  if (!stay) toNewest();
  else if (!old) $("newest").hidden = false;
  item.querySelector(".photo img")?.addEventListener("load", () => stay || toNewest());
}

function showTyping(seconds) {
  clearTimeout(typingTimer);
  $("bot-state").textContent = seconds ? t("bot-typing") : t("bot-label");
  $("bot-state").classList.toggle("typing", seconds > 0);
  if (seconds) typingTimer = setTimeout(() => showTyping(0), seconds * 1000);
}

function showState(chat) {
  const begin = !chat.deactivated && (!chat.started || chat.blocked);
  $("begin").hidden = !begin;
  $("begin").textContent = t(chat.blocked ? "restart-button" : "start-button");
  $("begin").onclick = () => (chat.blocked ? attempt(() => post(at("unblock"), {})) : start());
  $("composer").hidden = $("block").hidden = begin || chat.deactivated;
  showKeyboard(begin ? null : chat.keyboard, { press });
  loadBot();
}

function start() {
  const payload = startPayload;
  startPayload = "";
  return write(payload ? `/start ${payload}` : "/start");
}

async function loadBot() {
  const bot = await get(at("bot")).catch(() => null);
  if (!bot) return;
  $("bot-name").textContent = bot.name;
  showCommands(bot.commands, write);
  const empty = $("messages").querySelector(".empty");
  if (empty && bot.about) empty.textContent = bot.about;
}

async function loadChat() {
  const wanted = person;
  const before = states;
  const chat = await attempt(() => get(`${at("chat")}?last=${NEWEST}`));
  if (!chat || wanted !== person) return;
  // What was asked for is older than what has come meanwhile.
  if (states !== before) return loadChat();
  $("messages").replaceChildren();
  for (const message of chat.messages) append($("messages"), bubble(message, on));
  if (!chat.messages.length) $("messages").append(make("p", "empty", t("empty-chat")));
  markDays();
  showTyping(chat.typing ? 5 : 0);
  showState(chat);
  toNewest();
  for (const image of $("messages").querySelectorAll("img")) image.addEventListener("load", toNewest, { once: true });
  // An invitation link opened by someone who has begun already is sent as Telegram's apps do.
  if (startPayload && chat.started && !chat.blocked) start();
}

// Who is played

function choose(key) {
  person = key;
  stream?.close();
  closeSheets();
  showKeyboard(null, { press });
  $("toast").hidden = true;
  $("newest").hidden = true;
  for (const tab of $("people").children) tab.setAttribute("aria-selected", String(tab.dataset.key === key));
  address.search = new URLSearchParams({ person: key }).toString();
  history.replaceState(null, "", address);
  stream = listen(key, {
    open: loadChat,
    lost: () => notice(t("connection-lost")),
    message: showMessage,
    chat: (chat) => {
      states += 1;
      showState(chat);
    },
    answer: showToast,
    typing: showTyping,
  });
}

function showPeople() {
  const tabs = people.map((one) => {
    const tab = make("button", "", one.first_name);
    tab.type = "button";
    tab.setAttribute("role", "tab");
    tab.dataset.key = one.key;
    const role = t(`role-${one.role}`);
    if (one.role && !role.startsWith("role-")) tab.append(make("small", "", role));
    tab.onclick = () => choose(one.key);
    tab.setAttribute("aria-selected", String(one.key === person));
    return tab;
  });
  $("people").replaceChildren(...tabs);
}

async function open() {
  await speak(language);
  ({ people } = await get("/sim/people"));
  showPeople();
  const wanted = address.searchParams.get("person");
  let found = people.find((one) => one.key === wanted || String(one.user_id) === wanted);
  if (wanted && !found) {
    // One of a crowd is not among the tabs until somebody wants to look.
    found = await get(`/sim/${encodeURIComponent(wanted)}/bot`).then((bot) => bot.person).catch(() => null);
    if (found) people.push(found);
    showPeople();
  }
  if (wanted && !found) notice(t("unknown-person"));
  if (found || people.length) choose((found || people[0]).key);
  else notice(t("nobody"));
}

$("language").onclick = async () => {
  await speak(otherLanguage());
  showPeople();
  if (person) loadChat();
};
$("block").onclick = () => attempt(() => post(at("block"), {}));
$("newest").onclick = toBottom;
$("messages").onscroll = () => atBottom() && ($("newest").hidden = true);
$("messages").onclick = closeSheets;
compose({ write, files: sendFiles, sample: sendSample, place: sendPlace });
open();
