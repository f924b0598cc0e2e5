// What all parts of the page use. Everything that comes from outside is set as text, never as HTML.

/** What pictures and tables show of a track's id: the rest of it says when the track began. */
export const shortId = (track) => `#${String(track).slice(-5)}`;

export const $ = (id) => document.getElementById(id);

export function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

export const whole = new Intl.NumberFormat("en");
export const plural = (n, word) => `${whole.format(n)} ${word}${n === 1 ? "" : "s"}`;
export const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export function duration(millis) {
  return millis < 1000 ? [Math.round(millis), "ms"] : [(millis / 1000).toFixed(millis < 10000 ? 2 : 1), "s"];
}

// The same as those of pictures that are drawn elsewhere.
const COLOURS = ["#4ade80", "#fbbf24", "#60a5fa", "#f472b6", "#22d3ee", "#fb923c", "#c084fc", "#a3e635", "#f87171", "#e5e7eb"];
export const colour = (classId) => COLOURS[((classId % COLOURS.length) + COLOURS.length) % COLOURS.length];

/** Messages as the server writes them: kind, two lengths, JSON, what follows. Calls take(kind, value, bytes). */
export async function messages(reply, take) {
  const reader = reply.body.getReader();
  let held = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const joined = new Uint8Array(held.length + value.length);
    joined.set(held);
    joined.set(value, held.length);
    held = joined;
    for (;;) {
      if (held.length < 9) break;
      const view = new DataView(held.buffer, held.byteOffset);
      const jsonLength = view.getUint32(1);
      const end = 9 + jsonLength + view.getUint32(5);
      if (held.length < end) break;
      const json = JSON.parse(new TextDecoder().decode(held.subarray(9, 9 + jsonLength)));
      take(String.fromCharCode(held[0]), json, held.slice(9 + jsonLength, end));
      held = held.subarray(end);
    }
  }
}

/** Where a picture of this size lies in a box, kept in proportion: left, top, width, height. */
export function fitted(width, height, boxWidth, boxHeight) {
  const scale = Math.min(boxWidth / width, boxHeight / height) || 1;
  return { x: (boxWidth - width * scale) / 2, y: (boxHeight - height * scale) / 2, w: width * scale, h: height * scale };
}

/** Makes a canvas as fine as the screen and as large as its place; gives its context, in CSS pixels. */
export function prepared(canvas) {
  const ratio = devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return context;
}
