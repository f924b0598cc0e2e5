"use strict";
// One page, no framework. Everything that comes from outside is set as text, never as HTML.

const $ = (id) => document.getElementById(id);

function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

const whole = new Intl.NumberFormat("en");
const plural = (n, word) => `${whole.format(n)} ${word}${n === 1 ? "" : "s"}`;

function duration(millis) {
  return millis < 1000 ? [Math.round(millis), "ms"] : [(millis / 1000).toFixed(millis < 10000 ? 2 : 1), "s"];
}

function valueWithUnit(node, value, unit) {
  node.replaceChildren(String(value), unit ? element("small", { textContent: unit }) : "");
}

// ---- what does not change

function showFacts(facts) {
  const [name, ...rest] = Object.values(facts.model);
  const keys = Object.keys(facts.model);
  const accuracy = keys.map((key) => [key, facts.model[key]]).find(([key]) => key.includes("AP50"));
  $("model-chip").replaceChildren(
    element("b", { textContent: name }), accuracy ? ` · ${accuracy[0]} ${accuracy[1]}` : "");
  $("model").replaceChildren(...keys.flatMap((key) => [
    element("dt", { textContent: key }), element("dd", { textContent: facts.model[key] })]));
  $("where").replaceChildren(
    element("dt", { textContent: "Bootstrap" }), element("dd", {}, element("code", { textContent: facts.bootstrap })),
    element("dt", { textContent: "Topic" }), element("dd", {}, element("code", { textContent: facts.topic })));
  $("commands").replaceChildren(...Object.entries(facts.commands).map(([label, command]) => commandRow(label, command)));
  facts.cameras.forEach(camera);
}

function commandRow(label, command) {
  // Broken between words only, never after one of their hyphens.
  const words = command.split(" ").flatMap((word) => [element("span", { textContent: word }), " "]);
  const code = element("code", {}, ...words.slice(0, -1));
  const button = element("button", { type: "button", textContent: "Copy" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(command);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  return element("div", { className: "command" },
    element("p", { className: "note", textContent: label }), element("div", { className: "row" }, code, button));
}

// ---- pictures: one request at a time per camera, so a slow viewer simply sees fewer of them

const cameras = new Map();

function camera(name) {
  if (!cameras.has(name)) {
    const img = element("img", { alt: `Latest picture of ${name}` });
    const message = element("p", { className: "message", textContent: "Waiting for the first frame" });
    const picture = element("div", { className: "picture" }, img, message);
    const note = element("span", { className: "note" });
    $("cameras").append(element("figure", {}, picture,
      element("figcaption", {}, element("b", { textContent: name }), note)));
    const view = { name, img, message, picture, note, state: "WAITING" };
    cameras.set(name, view);
    $("cameras").classList.toggle("several", cameras.size > 1);
    watch(view);
  }
  return cameras.get(name);
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

async function watch(view) {
  let version = 0;
  for (;;) {
    if (document.hidden) {
      await pause(300);
      continue;
    }
    try {
      const reply = await fetch(`/cameras/${encodeURIComponent(view.name)}.jpg?after=${version}`);
      if (reply.status === 200) {
        version = Number(reply.headers.get("X-Picture-Version"));
        await show(view, await reply.blob());
      } else {
        await pause(reply.status === 204 && view.state !== "ENDED" ? 50 : 1000);
      }
    } catch {
      await pause(1000);
    }
  }
}

async function show(view, blob) {
  const address = URL.createObjectURL(blob);
  const before = view.img.src;
  view.img.src = address;
  try {
    await view.img.decode();
    view.picture.classList.add("has-picture");
    view.picture.style.aspectRatio = `${view.img.naturalWidth} / ${view.img.naturalHeight}`;
  } finally {
    if (before) URL.revokeObjectURL(before);
  }
}

function showCamera(numbers) {
  const view = camera(numbers.name);
  view.state = numbers.state;
  const has = view.picture.classList.contains("has-picture");
  view.message.textContent = {
    WAITING: "Waiting for the first frame", LIVE: has ? "" : "Loading the picture", QUIET: "No new frames", ENDED: "Stream ended",
  }[numbers.state];
  view.note.textContent = numbers.frames === 0 ? "" : [
    `${numbers.width} × ${numbers.height}`, ...(numbers.state === "ENDED" ? [] : [`${numbers.framesPerSecond.toFixed(1)} fps`]), plural(numbers.frames, "frame")].join(" · ");
}

// ---- numbers

const STATES = { WAITING: "waiting for first frame", LIVE: "live", LAGGING: "behind", QUIET: "no frames", ENDED: "stream ended" };

function showState(className, text) {
  $("state").className = `state ${className}`;
  $("state").textContent = text;
}

function showNumbers(numbers) {
  const since = { QUIET: ` for ${Math.round(numbers.quietSeconds)} s`, LAGGING: ` by ${Math.round(numbers.behindSeconds)} s` };
  showState(numbers.state.toLowerCase(), STATES[numbers.state] + (since[numbers.state] ?? ""));
  numbers.cameras.forEach(showCamera);
  const none = numbers.frames === 0;
  $("fps").textContent = none || numbers.state === "ENDED" ? "–" : numbers.framesPerSecond.toFixed(1);
  $("frames").textContent = none ? "" : plural(numbers.cameras.length, "camera");
  if (numbers.latency) {
    valueWithUnit($("p50"), ...duration(numbers.latency.p50));
    $("p95").textContent = `median · p95 ${duration(numbers.latency.p95).join(" ")}`;
  } else {
    $("p50").textContent = "–";
    $("p95").textContent = "";
  }
  const objects = numbers.cameras.reduce((sum, each) => sum + each.detections, 0);
  $("objects").textContent = none ? "–" : whole.format(objects);
  $("object-classes").textContent = numbers.history.series
    .filter((each) => each.now > 0).map((each) => `${each.label} ${each.now}`).join(" · ");
  $("total").textContent = none ? "–" : whole.format(numbers.frames);
  showStatuses(numbers.statuses, none);
  showEvents(numbers.events);
  showChart(numbers.history);
}

function showStatuses(statuses, none) {
  const parts = Object.entries(statuses).filter(([status, count]) => count > 0 || status === "DETECTED");
  $("statuses").replaceChildren(...(none ? [] : parts.flatMap(([status, count], i) => [
    i > 0 ? " · " : "",
    element("span", { className: status === "DECODE_ERROR" ? "bad" : "", textContent: `${whole.format(count)} ${status.toLowerCase().replace("_", " ")}${status === "DECODE_ERROR" && count !== 1 ? "s" : ""}` })])));
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

function showEvents(events) {
  if (events.length === 0) return;
  $("events").replaceChildren(...events.map((event) => {
    const objects = Object.entries(event.objects).map(([label, count]) => `${label} ${count}`).join(" · ");
    const what = event.reason ?? (objects || "nothing") + (event.damaged ? " (damaged picture)" : "");
    const frames = event.frameCount > 1 ? ` (${event.frameCount} frames)` : "";
    const className = { DETECTED: "status", SKIPPED: "status skipped" }[event.status] ?? "status bad";
    return element("tr", { title: event.frameId },
      element("td", { textContent: clock.format(new Date(event.captureTime)) }),
      element("td", { textContent: event.camera }),
      element("td", {}, element("span", { className, textContent: event.status })),
      element("td", { textContent: what + frames, className: event.reason || !objects ? "note" : "" }),
      element("td", { textContent: event.bestScore === null ? "–" : event.bestScore.toFixed(2), className: "number" }),
      element("td", { textContent: duration(event.latencyMillis).join(" "), className: "number" }));
  }));
}

// ---- chart

/** The colours of the boxes are made for pictures; on white they need to be darker. */
function onPage(colour) {
  if (dark.matches) return colour;
  const channels = [1, 3, 5].map((i) => Math.round(parseInt(colour.slice(i, i + 2), 16) * 0.72));
  return "#" + channels.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

const dark = matchMedia("(prefers-color-scheme: dark)");
let plot = null;
let plotKey = "";
let plotted = null;

function showChart(history) {
  plotted = history;
  $("legend").replaceChildren(...history.series.map((each) => {
    const swatch = element("i");
    swatch.style.background = onPage(each.colour);
    return element("li", {}, swatch, each.label, element("b", { textContent: each.now }));
  }));
  const box = $("chart");
  const key = history.series.map((each) => each.classId).join() + dark.matches;
  if (plot && key !== plotKey) {
    plot.destroy();
    plot = null;
  }
  const now = history.seconds.at(-1) ?? Math.floor(Date.now() / 1000);
  const data = [history.seconds, ...history.series.map((each) => each.counts)];
  if (!plot) {
    plotKey = key;
    plot = new uPlot(chartOptions(history.series, box), data, box);
  } else {
    plot.setData(data, false);
  }
  const span = Math.min(119, Math.max(30, now - (history.seconds[0] ?? now)));
  plot.setScale("x", { min: now - span, max: now });
}

function chartOptions(series, box) {
  const style = getComputedStyle(document.documentElement);
  const soft = style.getPropertyValue("--soft").trim();
  const line = style.getPropertyValue("--line").trim();
  const font = "11px system-ui, sans-serif";
  const axis = { stroke: soft, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
  return {
    width: box.clientWidth, height: box.clientHeight, legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 6 } },
    scales: { x: { time: true, auto: false }, y: { range: (u, min, max) => [0, Math.max(1, Math.ceil((max ?? 1) * 1.15))] } },
    axes: [
      { ...axis, space: 70, size: 26, values: (u, ticks) => ticks.map((t) => clock.format(new Date(t * 1000)).slice(0, 8)) },
      { ...axis, size: 30, space: 30, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] },
    ],
    series: [{}, ...series.map((each) => ({
      label: each.label, stroke: onPage(each.colour), width: 2, fill: onPage(each.colour) + "1f", points: { show: false } }))],
  };
}

new ResizeObserver(() => {
  if (plot) plot.setSize({ width: $("chart").clientWidth, height: $("chart").clientHeight });
}).observe($("chart"));
dark.addEventListener("change", () => { if (plotted) showChart(plotted); });

// ---- begin

let ended = false;

async function begin() {
  showFacts(await (await fetch("/facts.json")).json());
  const events = new EventSource("/events");
  events.onmessage = (message) => {
    const numbers = JSON.parse(message.data);
    ended = numbers.state === "ENDED";
    showNumbers(numbers);
  };
  events.onerror = () => {
    if (!ended) showState("lost", "connection lost");
  };
}

begin().catch(() => showState("lost", "connection lost"));
