// Talking to the playground: the /sim endpoints and the stream of events.

async function answered(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

export const get = (path) => fetch(path).then(answered);

export const post = (path, body) =>
  fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }).then(answered);

// Several files go as an album. `files`: [kind, file] each.
export function postFiles(person, files) {
  const form = new FormData();
  for (const [kind, file] of files) form.append(kind, file, file.name);
  return fetch(`/sim/${encodeURIComponent(person)}/message`, { method: "POST", body: form }).then(answered);
}

// Calls `on[event](value)`. The browser reconnects by itself; `on.open` then reads the chat again, so nothing is missed.
export function listen(person, on) {
  const source = new EventSource(`/sim/${encodeURIComponent(person)}/events`);
  source.onopen = on.open;
  source.onerror = on.lost;
  for (const name of ["message", "chat", "answer", "typing"]) {
    source.addEventListener(name, (event) => on[name](JSON.parse(event.data)));
  }
  return source;
}
