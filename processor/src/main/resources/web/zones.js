// Drawing zones and lines upon a camera's picture, with mouse, finger or keyboard.
import { $, element, fitted, prepared } from "./dom.js";
import { drawShapes } from "./overlay.js";
import { blurOf, isSaved, loadSettings, shapesOf } from "./tiles.js";

const NEAR = 12;

let classes = [];
let view = null;
let shapes = [];
let drawing = null; // the shape that has not all its points yet
let chosen = null;
let dragged = null;
let cross = null;
let named = false;

export const knowClasses = (names) => { classes = names; };

export function editZones(camera) {
  view = camera;
  shapes = structuredClone(shapesOf(camera.name));
  drawing = chosen = dragged = cross = null;
  $("editor-title").textContent = `Zones and lines of ${camera.name}`;
  $("editor-note").textContent = "";
  $("forget").disabled = !isSaved(camera.name);
  showBlur();
  showShapes();
  help();
  $("editor").showModal();
  showPicture(camera);
  $("editor-canvas").focus();
  draw();
}

/** The picture of this moment, or the next where one is on its way just now: the camera's own goes on. */
async function showPicture(camera) {
  const img = camera.img;
  const shown = $("editor-picture");
  if (shown.src) URL.revokeObjectURL(shown.src);
  shown.removeAttribute("src");
  while (!img.naturalWidth) {
    await img.decode().catch(() => new Promise((again) => setTimeout(again, 100)));
    if (view !== camera || !$("editor").open) return;
  }
  const copy = element("canvas", { width: img.naturalWidth, height: img.naturalHeight });
  copy.getContext("2d").drawImage(img, 0, 0);
  copy.toBlob((blob) => {
    if (view === camera) shown.src = URL.createObjectURL(blob);
  }, "image/jpeg", 0.9);
}

const canvas = $("editor-canvas");

function place() {
  const event = view.event ?? { width: 4, height: 3 };
  return fitted(event.width, event.height, canvas.clientWidth, canvas.clientHeight);
}

function draw() {
  if (!view) return;
  const context = prepared(canvas);
  const at = place();
  const all = drawing ? [...shapes, drawing] : shapes;
  drawShapes(context, all, at, new Map(), chosen ?? drawing);
  context.fillStyle = "#fff";
  context.strokeStyle = "#000";
  for (const shape of all) {
    for (const [x, y] of shape.points) {
      context.beginPath();
      context.arc(at.x + x * at.w, at.y + y * at.h, shape === (chosen ?? drawing) ? 6 : 4, 0, 7);
      context.fill();
      context.stroke();
    }
  }
  if (cross) {
    const [x, y] = [at.x + cross[0] * at.w, at.y + cross[1] * at.h];
    context.strokeStyle = "#fde047";
    context.beginPath();
    context.moveTo(x - 12, y); context.lineTo(x + 12, y);
    context.moveTo(x, y - 12); context.lineTo(x, y + 12);
    context.stroke();
  }
}

const within = (value) => Math.min(1, Math.max(0, Math.round(value * 10000) / 10000));

function pointOf(event) {
  const at = place();
  const box = canvas.getBoundingClientRect();
  return [within((event.clientX - box.left - at.x) / at.w), within((event.clientY - box.top - at.y) / at.h)];
}

function cornerNear([x, y]) {
  const at = place();
  for (const shape of shapes) {
    const index = shape.points.findIndex(([px, py]) => Math.hypot((px - x) * at.w, (py - y) * at.h) < NEAR);
    if (index >= 0) return { shape, index };
  }
  return null;
}

canvas.addEventListener("pointerdown", (event) => {
  const point = pointOf(event);
  cross = null;
  if (drawing) {
    const at = place();
    const [fx, fy] = drawing.points[0] ?? [9, 9];
    if (!drawing.line && drawing.points.length > 2 && Math.hypot((fx - point[0]) * at.w, (fy - point[1]) * at.h) < NEAR) finish();
    else add(point);
  } else {
    dragged = cornerNear(point);
    if (dragged) canvas.setPointerCapture(event.pointerId);
    choose(dragged?.shape ?? null);
  }
  draw();
});
canvas.addEventListener("pointermove", (event) => {
  if (dragged) {
    dragged.shape.points[dragged.index] = pointOf(event);
    draw();
  }
});
canvas.addEventListener("pointerup", () => { dragged = null; });
canvas.addEventListener("click", toName);
canvas.addEventListener("dblclick", () => { if (drawing && !drawing.line) finish(); toName(); });

canvas.addEventListener("keydown", (event) => {
  const step = event.shiftKey ? 0.05 : 0.01;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (moves[event.key]) {
    cross = (cross ?? [0.5, 0.5]).map((value, i) => within(value + moves[event.key][i]));
  } else if (event.key === " " && drawing) {
    add(cross ?? [0.5, 0.5]);
    toName();
  } else if (event.key === "Enter" && drawing) {
    finish();
    toName();
  } else if (event.key === "Backspace" && drawing) {
    drawing.points.pop();
  } else if (event.key === "Escape" && drawing) {
    drawing = null;
    help();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  draw();
});

function add(point) {
  drawing.points.push(point);
  if (drawing.line && drawing.points.length === 2) finish();
  else help();
}

function finish() {
  if (drawing.points.length < (drawing.line ? 2 : 3)) return;
  const made = drawing;
  drawing = null;
  shapes.push(made);
  choose(made);
  help();
  draw();
  named = true;
}

/** What was just drawn gets its name: once the click that ended it is over, which itself goes to the picture. */
function toName() {
  if (named) $("shapes").querySelector(".chosen input")?.select();
  named = false;
}

function start(line) {
  const word = line ? "line" : "zone";
  let n = 1;
  while (shapes.some((shape) => shape.name === `${word} ${n}`)) n += 1;
  drawing = { name: `${word} ${n}`, points: [], classes: [], ...(line ? { line: true } : {}) };
  choose(null);
  help();
  canvas.focus();
  draw();
}
$("draw-zone").addEventListener("click", () => start(false));
$("draw-line").addEventListener("click", () => start(true));

function help() {
  $("draw-zone").ariaPressed = String(drawing !== null && !drawing.line);
  $("draw-line").ariaPressed = String(drawing?.line === true);
  $("editor-help").textContent = !drawing ? "Draw something new, or drag a corner."
    : drawing.line ? `Set ${drawing.points.length ? "the other end" : "one end"}. The arrow will show what counts as forward.`
      : drawing.points.length < 3 ? "Set the corners, one after the other." : "Set more corners, or the first again to close the zone.";
}

function choose(shape) {
  chosen = shape;
  showShapes();
}

// ---- names and classes

/** One for each class of the model, and for each that was chosen and that the model does not have. */
function boxes(on, change) {
  const strange = on.filter((name) => !classes.includes(name));
  return [...classes, ...strange].map((name) => {
    const box = element("input", { type: "checkbox", checked: on.includes(name), value: name });
    box.addEventListener("change", () => change(name, box.checked));
    return strange.includes(name)
      ? element("label", { className: "strange" }, box, ` ${name} (the model does not know it)`)
      : element("label", {}, box, ` ${name}`);
  });
}

function toggled(list, name, on) {
  return on ? [...new Set([...list, name])] : list.filter((each) => each !== name);
}

function showShapes() {
  $("shapes").replaceChildren(...shapes.map((shape) => {
    const name = element("input", { type: "text", value: shape.name, maxLength: 100, ariaLabel: `Name of the ${shape.line ? "line" : "zone"}` });
    name.addEventListener("input", () => { shape.name = name.value; draw(); });
    name.addEventListener("focus", () => {
      if (chosen !== shape) {
        chosen = shape;
        [...$("shapes").children].forEach((item, i) => item.classList.toggle("chosen", shapes[i] === shape));
        draw();
      }
    });
    const away = element("button", { type: "button", textContent: "Delete", ariaLabel: `Delete ${shape.name}` });
    away.addEventListener("click", () => { shapes = shapes.filter((each) => each !== shape); choose(null); draw(); });
    const turn = element("button", { type: "button", textContent: "Turn", ariaLabel: `Turn ${shape.name} round` });
    turn.addEventListener("click", () => { shape.points.reverse(); draw(); });
    const item = element("li", { className: shape === chosen ? "chosen" : "" },
      element("div", { className: "row" }, element("span", { className: "note", textContent: shape.line ? "line" : "zone" }), name, ...(shape.line ? [turn] : []), away),
      element("div", { className: "classes", role: "group", ariaLabel: "Classes that count, none for all" },
        ...boxes(shape.classes ?? [], (each, on) => { shape.classes = toggled(shape.classes ?? [], each, on); })));
    return item;
  }));
  draw();
}

let blur = [];

function showBlur() {
  blur = [...blurOf(view.name)];
  $("blur").replaceChildren($("blur").querySelector("legend"),
    ...boxes(blur, (name, on) => { blur = toggled(blur, name, on); }));
}

// ---- saving

async function send(method, body) {
  $("editor-note").textContent = "";
  try {
    const reply = await fetch(`/settings/${encodeURIComponent(view.name)}`, { method, body });
    const text = (await reply.text()).trim();
    if (!reply.ok) throw new Error(text);
    await loadSettings();
    $("editor").close();
  } catch (problem) {
    $("editor-note").textContent = `Not saved: ${problem.message}`;
  }
}

function plain(shape) {
  const { line, ...rest } = shape;
  return rest;
}

$("save").addEventListener("click", () => send("PUT", JSON.stringify({
  zones: shapes.filter((shape) => !shape.line).map(plain), lines: shapes.filter((shape) => shape.line).map(plain), blur })));
$("forget").addEventListener("click", () => send("DELETE"));
$("editor").addEventListener("close", () => { view = null; });
new ResizeObserver(draw).observe(canvas);
$("editor-picture").addEventListener("load", draw);
