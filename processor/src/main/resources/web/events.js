// What happened, to be searched, and seen again.
import { $, clock, element, fitted, messages, prepared, shortId } from "./dom.js";
import { drawBoxes, drawShapes } from "./overlay.js";
import { shapesOf } from "./tiles.js";

const form = $("search");
let busy = false;
let again = false;

export async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const reply = await fetch(`/search?${new URLSearchParams(new FormData(form))}`);
    if (reply.ok) showEvents(await reply.json());
  } catch { /* the stream says that the connection is lost */ }
  busy = false;
  if (again) {
    again = false;
    refresh();
  }
}

form.addEventListener("change", refresh);
form.addEventListener("submit", (event) => event.preventDefault());

/** Offers these names in a search field, with what is chosen kept. */
export function offer(field, names) {
  const select = form.elements[field];
  const known = [...select.options].map((option) => option.value).slice(1);
  if (known.join("\n") === names.join("\n")) return;
  const value = select.value;
  select.replaceChildren(select.options[0], ...names.map((name) => element("option", { value: name, textContent: name })));
  select.value = names.includes(value) ? value : "";
}

const rows = new Map();

function rowOf(event) {
  const time = clock.format(new Date(event.millis));
  const who = event.label ? `${event.label}${event.track ? ` ${shortId(event.track)}` : ""}` : "";
  const opener = event.frameId
    ? element("button", { type: "button", className: "play", textContent: time, ariaLabel: `${time}: see it again` })
    : time;
  const row = element("tr", { className: event.wrong ? "wrong" : "" }, ...[opener, event.camera, who, event.what, event.zone ?? ""].map((text) =>
    element("td", {}, text)));
  if (event.frameId) {
    row.classList.add("playable");
    row.addEventListener("click", () => play(event));
  }
  return row;
}

/** Rows that are there stay as they are: they may have the focus, or a finger on them. */
function showEvents(events) {
  const wanted = new Map(events.map((event) => [JSON.stringify(event), event]));
  if (!wanted.size) {
    wanted.set("", null);
    rows.set("", element("tr", {}, element("td", { colSpan: 5, className: "note", textContent: "Nothing of the kind has happened lately." })));
  }
  let at = $("events").firstElementChild;
  for (const [key, event] of wanted) {
    if (!rows.has(key)) rows.set(key, rowOf(event));
    const row = rows.get(key);
    if (row === at) at = at.nextElementSibling;
    else $("events").insertBefore(row, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
  for (const key of rows.keys()) if (!wanted.has(key)) rows.delete(key);
}

// ---- playback

const video = $("video");
let recording = null;
let playing = null;

async function play(event) {
  playing = event;
  recording = null;
  $("player-title").textContent = `${event.camera}, ${clock.format(new Date(event.millis))}`;
  $("player-note").textContent = "Looking for it…";
  $("player").showModal();
  let reply;
  try {
    reply = await fetch(`/playback?event=${encodeURIComponent(event.frameId)}&before=5&after=5`);
    if (!reply.ok) throw new Error((await reply.text()).trim());
    await messages(reply, (kind, value, bytes) => {
      if (playing !== event) return;
      recording = value;
      video.src = URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
    });
    if (playing !== event) return;
    $("player-note").textContent = [event.label ? `${event.label}${event.track ? ` #${event.track}` : ""}` : "", event.what, event.zone ?? ""]
      .filter(Boolean).join(" · ");
    video.currentTime = Math.max(0, recording.eventAt - 5);
    await video.play();
  } catch (problem) {
    if (playing === event && problem.name !== "AbortError") {
      $("player-note").textContent = problem.name === "NotSupportedError" ? "This browser cannot play the camera's codec." : problem.message;
    }
  }
}

$("player").addEventListener("close", () => {
  playing = recording = null;
  video.pause();
  if (video.src) URL.revokeObjectURL(video.src);
  video.removeAttribute("src");
  video.load();
});

/** The last frame that was shown by then. */
function frameAt(seconds) {
  let found = null;
  for (const frame of recording.frames) {
    if (frame.at <= seconds + 0.02 && (!found || frame.at >= found.at)) found = frame;
  }
  return found && seconds - found.at < 0.3 ? found : null;
}

function drawn(now, facts) {
  const canvas = $("video-boxes");
  const context = prepared(canvas);
  if (recording && video.videoWidth) {
    const place = fitted(video.videoWidth, video.videoHeight, canvas.clientWidth, canvas.clientHeight);
    if (playing) drawShapes(context, shapesOf(playing.camera), place);
    const frame = frameAt(facts?.mediaTime ?? video.currentTime);
    if (frame) drawBoxes(context, frame.boxes, place);
  }
  next();
}

function next() {
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(drawn);
  else requestAnimationFrame(drawn);
}
next();
