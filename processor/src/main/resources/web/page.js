// One page, no framework.
import { $, clock, colour, duration, element, plural, whole } from "./dom.js";
import { offer, refresh } from "./events.js";
import { begin, loadSettings, shapesOf, showCamera, showPlaceTexts } from "./tiles.js";
import { knowClasses } from "./zones.js";

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
    element("dt", { textContent: "Bootstrap" }), element("dd", {}, element("code", { textContent: facts.broker })),
    element("dt", { textContent: "Topic" }), element("dd", {}, element("code", { textContent: facts.topic })));
  $("commands").replaceChildren(...Object.entries(facts.commands).map(([label, command]) => commandRow(label, command)));
  const names = Object.values(facts.classes);
  knowClasses(names);
  offer("class", names);
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
  showPlaces(numbers);
  showChart(numbers.history);
}

function showStatuses(statuses, none) {
  const parts = Object.entries(statuses).filter(([status, count]) => count > 0 || status === "DETECTED");
  $("statuses").replaceChildren(...(none ? [] : parts.flatMap(([status, count], i) => [
    i > 0 ? " · " : "",
    element("span", { className: status === "DECODE_ERROR" ? "bad" : "", textContent: `${whole.format(count)} ${status.toLowerCase().replace("_", " ")}${status === "DECODE_ERROR" && count !== 1 ? "s" : ""}` })])));
}

let places = "";
let happenings = -1;
let settings = -1;

function showPlaces(numbers) {
  showPlaceTexts(numbers.places);
  // Those that were deleted since have counts for an hour still.
  const there = numbers.places.filter((place) => shapesOf(place.camera).some((shape) => shape.name === place.name));
  const now = JSON.stringify(there);
  if (now !== places && there.length) {
    $("places").replaceChildren(...there.map((place) => {
      const line = place.forward + place.backward > 0;
      const cell = (value) => element("td", { className: "number", textContent: value });
      return element("tr", {}, element("td", { textContent: place.camera }), element("td", { textContent: place.name }),
        cell(line || place.inside === null ? "" : place.inside), cell(line ? `→ ${place.forward}` : place.entered), cell(line ? `← ${place.backward}` : place.left));
    }));
  }
  places = now;
  offer("camera", numbers.cameras.map((each) => each.name));
  offer("zone", [...new Set(numbers.places.map((place) => place.name))]);
  if (numbers.happenings !== happenings) {
    happenings = numbers.happenings;
    refresh();
  }
  if (numbers.settings !== settings) {
    settings = numbers.settings;
    loadSettings();
  }
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
      { ...axis, space: 70, size: 26, values: (u, ticks) => ticks.map((t) => clock.format(new Date(t * 1000))) },
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

function onNumbers(numbers) {
  if (numbers) {
    ended = numbers.state === "ENDED";
    showNumbers(numbers);
  } else if (!ended) {
    showState("lost", "connection lost");
  }
}

async function start() {
  const reply = await fetch("/facts.json");
  if (!reply.ok) {
    showState("lost", (await reply.text()).trim());
    return;
  }
  const facts = await reply.json();
  showFacts(facts);
  begin(facts.cameras, onNumbers);
}

start().catch(() => showState("lost", "connection lost"));
