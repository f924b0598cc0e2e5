// The cameras: which are shown, their pictures by one stream for all, and what is drawn upon them.
import { $, element, fitted, messages, plural, prepared } from "./dom.js";
import { drawBoxes, drawShapes, drawTails } from "./overlay.js";
import { editZones } from "./zones.js";

const LAYOUTS = [1, 4, 9, 16];
const TAIL_MILLIS = 4000;

const cameras = new Map();
let settings = {};
let placeTexts = new Map();
let atOnce = 0;
let page = 0;
let onNumbers = () => {};

// ---- tiles

export function camera(name) {
  if (!cameras.has(name)) {
    const img = element("img", { alt: `Latest picture of ${name}` });
    const canvas = element("canvas");
    canvas.setAttribute("aria-hidden", "true");
    const message = element("p", { className: "message", textContent: "Waiting for the first frame" });
    const picture = element("div", { className: "picture" }, img, canvas, message);
    const note = element("span", { className: "note" });
    const zones = element("button", { type: "button", textContent: "Zones", ariaLabel: `Zones of ${name}` });
    const full = element("button", { type: "button", textContent: "Full", ariaLabel: `${name} on the full screen` });
    const figure = element("figure", { ariaLabel: `Camera ${name}` }, picture,
      element("figcaption", {}, element("b", { textContent: name }), note, zones, full));
    const view = { name, img, canvas, message, picture, note, figure, state: "WAITING", event: null, tails: new Map(), seen: false, since: Date.now() };
    zones.addEventListener("click", () => editZones(view));
    full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen().catch(() => {})));
    picture.addEventListener("dblclick", () => choose(atOnce === 1 ? suited() : 1, [...cameras.keys()].indexOf(name)));
    cameras.set(name, view);
    watcher.observe(figure);
    figure.camera = view;
    lay();
  }
  return cameras.get(name);
}

const suited = () => LAYOUTS.find((n) => n >= cameras.size) ?? 16;

function choose(n, first = 0) {
  atOnce = n;
  page = Math.floor(first / n);
  lay();
}

/** Puts the tiles of the page that is chosen into the document, and no others. */
function lay() {
  const n = atOnce || suited();
  const pages = Math.max(1, Math.ceil(cameras.size / n));
  page = Math.min(page, pages - 1);
  const all = [...cameras.values()];
  const shown = all.slice(page * n, page * n + n);
  const columns = Math.ceil(Math.sqrt(Math.min(n, Math.max(1, n === suited() ? shown.length : n))));
  $("cameras").style.setProperty("--columns", columns);
  $("cameras").classList.toggle("small", columns > 2);
  if (shown.some((view, i) => $("cameras").children[i] !== view.figure) || $("cameras").children.length !== shown.length) {
    $("cameras").replaceChildren(...shown.map((view) => view.figure));
  }
  for (const button of $("layout").children) button.ariaPressed = String(Number(button.textContent) === n);
  $("pages").hidden = pages === 1;
  $("which").textContent = `${page + 1} of ${pages}`;
  reconnectSoon();
}

for (const n of LAYOUTS) {
  const button = element("button", { type: "button", textContent: String(n), ariaLabel: n === 1 ? "One camera" : `${n} cameras` });
  button.addEventListener("click", () => choose(n, page * (atOnce || suited())));
  $("layout").append(button);
}
$("before").addEventListener("click", () => { page = Math.max(0, page - 1); lay(); });
$("after").addEventListener("click", () => { page += 1; lay(); });

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "PageDown" && !$("pages").hidden) $("after").click();
  else if (event.key === "PageUp" && !$("pages").hidden) $("before").click();
  else return;
  event.preventDefault();
});

// ---- one stream for all that can be seen

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) entry.target.camera.seen = entry.isIntersecting;
  reconnectSoon();
}, { rootMargin: "60px" });

let connection = null;
let asked = "";
let timer = 0;

function wanted() {
  const shown = document.hidden ? [] : [...cameras.values()].filter((view) => view.seen && view.figure.isConnected);
  const width = Math.max(160, ...shown.map((view) => view.picture.clientWidth));
  const fine = Math.min(1280, Math.ceil((width * Math.min(2, devicePixelRatio || 1)) / 160) * 160);
  return `/live?width=${fine}&rate=10${shown.map((view) => `&camera=${encodeURIComponent(view.name)}`).join("")}`;
}

function reconnectSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (wanted() !== asked) connection?.abort();
  }, 150);
}

async function stream() {
  for (;;) {
    asked = wanted();
    connection = new AbortController();
    try {
      const reply = await fetch(asked, { signal: connection.signal });
      if (reply.ok) await messages(reply, take);
    } catch { /* the next try tells */ }
    if (!connection.signal.aborted) {
      onNumbers(null);
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

function take(kind, value, bytes) {
  if (kind === "N") {
    onNumbers(value);
  } else if (kind === "P" && cameras.has(value.camera)) {
    show(cameras.get(value.camera), value, new Blob([bytes], { type: "image/jpeg" }));
  }
}

async function show(view, event, blob) {
  const address = URL.createObjectURL(blob);
  const before = view.img.src;
  view.img.src = address;
  try {
    await view.img.decode();
    view.picture.classList.add("has-picture");
    view.event = event;
    lengthen(view.tails, event);
    draw(view);
  } catch { /* another picture has come meanwhile */ } finally {
    if (before) URL.revokeObjectURL(before);
  }
}

function lengthen(tails, event) {
  for (const box of event.boxes) {
    if (!box.track) continue;
    const tail = tails.get(box.track) ?? { classId: box.classId, points: [] };
    tail.points.push([(box.x1 + box.x2) / 2, box.y2, event.millis]);
    tails.set(box.track, tail);
  }
  for (const [track, tail] of tails) {
    tail.points = tail.points.filter(([, , millis]) => millis <= event.millis && event.millis - millis < TAIL_MILLIS);
    if (!tail.points.length) tails.delete(track);
  }
}

function draw(view) {
  const context = prepared(view.canvas);
  const event = view.event;
  if (!event) return;
  const place = fitted(event.width, event.height, view.canvas.clientWidth, view.canvas.clientHeight);
  drawShapes(context, shapesOf(view.name), place, placeTexts.get(view.name));
  drawTails(context, view.tails, place);
  drawBoxes(context, event.boxes, place);
}

/** Zones and lines as the editor and the drawing take them. */
export function shapesOf(name) {
  const of = settings[name] ?? {};
  return [...(of.zones ?? []), ...(of.lines ?? []).map((line) => ({ ...line, line: true }))];
}

export const blurOf = (name) => settings[name]?.blur ?? [];
export const isSaved = (name) => settings[name]?.saved === true;

export async function loadSettings() {
  const reply = await fetch("/settings");
  if (reply.ok) settings = await reply.json();
  cameras.forEach(draw);
}

// ---- numbers of the tiles

export function showCamera(numbers) {
  const view = camera(numbers.name);
  view.state = numbers.state;
  const has = view.picture.classList.contains("has-picture");
  const elsewhere = numbers.state === "LIVE" && !has && Date.now() - view.since >= 5000;
  const text = {
    WAITING: "Waiting for the first frame", LIVE: has ? "" : "Loading the picture",
    QUIET: "No new frames", ENDED: "Stream ended" }[numbers.state];
  if (elsewhere) {
    if (!view.message.querySelector("a")) {
      view.message.replaceChildren("Another instance has this camera: ",
        element("a", { href: `/elsewhere?camera=${encodeURIComponent(view.name)}`, textContent: "see it there" }));
    }
  } else if (view.message.textContent !== text) {
    view.message.textContent = text;
  }
  view.note.textContent = numbers.frames === 0 ? "" : [
    `${numbers.width} × ${numbers.height}`, ...(numbers.state === "ENDED" ? [] : [`${numbers.framesPerSecond.toFixed(1)} fps`]), plural(numbers.frames, "frame")].join(" · ");
}

export function showPlaceTexts(places) {
  placeTexts = new Map();
  for (const place of places) {
    const texts = placeTexts.get(place.camera) ?? new Map();
    const crossed = place.forward + place.backward > 0;
    texts.set(place.name, crossed ? `  → ${place.forward}  ← ${place.backward}` : place.inside === null ? "" : `  ${place.inside}`);
    placeTexts.set(place.camera, texts);
  }
}

new ResizeObserver(() => { cameras.forEach(draw); reconnectSoon(); }).observe($("cameras"));
document.addEventListener("visibilitychange", reconnectSoon);

export function begin(names, numbers) {
  onNumbers = numbers;
  names.forEach(camera);
  stream();
}
