// Where the person writes and attaches, and the sheets and dialogs around it.

import { make } from "./bubble.js";
import { t } from "./texts.js";

const $ = (id) => document.getElementById(id);

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${Math.min($("text").scrollHeight, 120)}px`;
}

function toggle(sheet) {
  for (const other of ["commands", "attachments"]) $(other).hidden = other !== sheet || !$(other).hidden;
}

export function closeSheets() {
  $("commands").hidden = true;
  $("attachments").hidden = true;
}

export function showCommands(commands, write) {
  const rows = commands.map(({ command, description }) => {
    const row = make("button");
    row.type = "button";
    row.append(make("strong", "", `/${command}`), make("span", "", description));
    row.onclick = () => {
      closeSheets();
      write(`/${command}`);
    };
    return row;
  });
  $("commands").replaceChildren(...(rows.length ? rows : [make("p", "", t("commands-empty"))]));
}

// A keyboard in place of the letters. Unless it stays for good, it can be put away and taken out again.
// `on.press(button, place)`
export function showKeyboard(keyboard, on) {
  const board = $("keyboard");
  $("text").placeholder = keyboard?.placeholder || t("message-placeholder");
  $("show-keyboard").hidden = !keyboard || keyboard.persistent;
  // The same one once more (the chat has changed in something else) stays as the person has put it.
  const same = board.said === JSON.stringify(keyboard);
  board.said = JSON.stringify(keyboard);
  if (same && keyboard) return;
  board.hidden = !keyboard;
  if (!keyboard) return;
  board.classList.toggle("tall", !keyboard.resize);
  $("show-keyboard").onclick = () => {
    closeSheets();
    board.hidden = !board.hidden;
  };
  const rows = keyboard.rows.map((row) => {
    const line = make("div", "row");
    for (const button of row) {
      const key = make("button", "", button.text);
      key.type = "button";
      key.onclick = () => {
        const used = () => keyboard.one_time && (board.hidden = true);
        if (button.request_location) {
          askPlace((place) => {
            used();
            on.press(button, place);
          });
        } else {
          used();
          on.press(button);
        }
      };
      line.append(key);
    }
    return line;
  });
  board.replaceChildren(...rows);
}

export function askPlace(send) {
  const form = $("place").querySelector("form");
  const problem = form.querySelector(".problem");
  problem.hidden = true;
  form.onsubmit = (event) => {
    event.preventDefault();
    const [latitude, longitude, accuracy] = ["latitude", "longitude", "accuracy"].map((name) =>
      Number(form.elements[name].value.trim().replace(",", ".") || (name === "accuracy" ? "0" : "x")),
    );
    problem.hidden = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && accuracy >= 0 && accuracy <= 1500;
    if (!problem.hidden) return;
    $("place").close();
    send({ latitude, longitude, horizontal_accuracy: accuracy });
  };
  form.querySelector('[value="cancel"]').onclick = () => $("place").close();
  $("place").showModal();
}

// `on.write(text)`, `on.files([[kind, file], …])`, `on.sample(kind)`, `on.place(location)`
export function compose(on) {
  const submit = () => {
    const text = $("text").value.trim();
    if (!text) return;
    $("text").value = "";
    grow();
    closeSheets();
    on.write(text);
  };
  $("composer").onsubmit = (event) => {
    event.preventDefault();
    submit();
  };
  $("text").oninput = grow;
  $("text").onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  };
  $("show-commands").onclick = () => toggle("commands");
  $("attach").onclick = () => toggle("attachments");
  for (const button of $("attachments").querySelectorAll("button")) {
    button.onclick = () => {
      closeSheets();
      if (button.dataset.sample) on.sample(button.dataset.sample);
      else if (button.dataset.attach === "location") askPlace(on.place);
      else $(`pick-${button.dataset.attach}`).click();
    };
  }
  for (const kind of ["photo", "document", "audio"]) {
    $(`pick-${kind}`).onchange = (event) => {
      const files = [...event.target.files].map((file) => [file.type.startsWith("video/") && kind === "photo" ? "video" : kind, file]);
      event.target.value = "";
      if (files.length) on.files(files);
    };
  }
}
