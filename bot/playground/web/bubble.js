// One message as a bubble with its buttons.

import { clockTime, number, t } from "./texts.js";

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// Commands in what the bot says can be tapped, as in Telegram's apps.
function linkCommands(root, on) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("a, code, pre")) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parts = node.textContent.split(/((?<![\w/])\/[A-Za-z0-9_]{1,32}(?![\w/]))/);
    if (parts.length < 2) continue;
    node.replaceWith(
      ...parts.map((part, index) => {
        if (index % 2 === 0) return part;
        const link = make("button", "command", part);
        link.type = "button";
        link.onclick = () => on.write(part);
        return link;
      }),
    );
  }
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${number(bytes / 1024, 1)} KB` : `${number(bytes / 1024 / 1024, 1)} MB`;
}

function photo(message, on) {
  const button = make("button", "photo");
  button.type = "button";
  const image = make("img");
  image.src = message.photo.url;
  image.width = message.photo.width;
  image.height = message.photo.height;
  image.alt = message.text || t("photo-label");
  button.append(image);
  button.onclick = () => on.enlarge(image);
  return button;
}

function document_(file) {
  const link = make("a", "document");
  link.href = file.url;
  link.download = file.name;
  link.title = t("download-label");
  const words = make("span");
  words.append(make("strong", "", file.name), make("small", "", size(file.size)));
  link.append(make("span", "file-icon", "↓"), words);
  return link;
}

function picture(name, className) {
  const image = make("img", className);
  image.src = `/web/${name}.svg`;
  image.alt = "";
  return image;
}

// Not a real map: nothing is fetched from elsewhere. The ring is wider where less is known.
function place({ location, venue }) {
  const card = make("div", "place");
  const land = make("div", "land");
  const accuracy = location.horizontal_accuracy ?? 0;
  const ring = make("span", "ring");
  ring.style.width = `${Math.min(100, 24 + accuracy / 4)}px`;
  land.append(picture("map", "map"), ring, picture("pin", "pin"));
  const words = make("span");
  const near = accuracy ? ` · ± ${number(accuracy, 0)} m` : "";
  const text = `${number(location.latitude, 5)}; ${number(location.longitude, 5)}${near}`;
  words.append(make("strong", "", venue?.title || t("attach-location")), make("small", "", text));
  if (venue?.address) words.append(make("small", "", venue.address));
  card.append(land, words);
  return card;
}

function lasting(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function player(message, kind, tag, label) {
  const file = message[kind];
  const box = make("div", `player ${kind}`);
  const playing = make(tag);
  playing.setAttribute("aria-label", label);
  playing.controls = true;
  playing.preload = "metadata";
  playing.src = file.url;
  // What the browser cannot play can still be fetched.
  playing.onerror = () => playing.replaceWith(document_({ ...file, name: file.name || label }));
  const length = file.duration ? ` · ${lasting(file.duration)}` : "";
  box.append(playing, make("small", "", `${label}${length}`));
  return box;
}

function attachments(message, on) {
  const found = [];
  if (message.photo) found.push(photo(message, on));
  if (message.document) found.push(document_(message.document));
  if (message.location) found.push(place(message));
  if (message.sticker) {
    const sticker = make("div", "sticker", message.sticker);
    sticker.title = t("sticker-label");
    found.push(sticker);
  }
  if (message.contact) found.push(make("div", "", `${t("contact-label")}: ${message.contact}`));
  const players = [
    ["voice", "audio", t("voice-label")],
    ["video", "video", t("video-label")],
    ["video_note", "video", t("round-label")],
    ["audio", "audio", message.audio?.name || t("audio-label")],
  ];
  for (const [kind, tag, label] of players) {
    if (message[kind]) found.push(player(message, kind, tag, label));
  }
  return found;
}

function keyboard(message, on) {
  const rows = make("div", "buttons");
  for (const row of message.buttons) {
    const line = make("div", "row");
    for (const button of row) {
      const key = make("button", "", button.text);
      key.type = "button";
      if (button.url) key.classList.add("link");
      key.onclick = () => on.tap(message, button, key);
      line.append(key);
    }
    rows.append(line);
  }
  return rows;
}

// Puts a message at the end of `list`; those of an album stand together in one frame.
export function append(list, item) {
  const album = item.dataset.album;
  let frame = list.lastElementChild;
  if (!album) return list.append(item);
  if (frame?.dataset.frame !== album) {
    frame = make("div", `album ${item.classList.contains("bot") ? "bot" : "person"}`);
    frame.dataset.frame = album;
    list.append(frame);
  }
  frame.append(item);
}

export function bubble(message, on) {
  const item = make("article", `message ${message.from}`);
  item.dataset.id = message.message_id;
  item.dataset.date = message.date;
  item.said = message.html;
  if (message.album) item.dataset.album = message.album;
  if (message.text) item.classList.add("captioned");
  const body = make("div", "bubble");
  if (message.deleted) {
    item.classList.add("deleted");
    body.append(make("em", "", t("deleted-mark")));
    item.append(body);
    return item;
  }
  if (message.forwarded_from) body.append(make("small", "forwarded", `${t("forwarded-mark")} ${message.forwarded_from}`));
  body.append(...attachments(message, on));
  if (message.photo || message.video) body.classList.add("with-photo");
  const words = make("div", "words");
  words.innerHTML = message.html; // made and escaped by the server from entities
  if (message.from === "bot") linkCommands(words, on);
  const mark = message.edit_date ? `${t("edited-mark")} ` : "";
  if (mark) item.classList.add("edited");
  words.append(make("time", "", mark + clockTime(message.date)));
  body.append(words);
  item.append(body);
  if (message.buttons.length) item.append(keyboard(message, on));
  return item;
}
