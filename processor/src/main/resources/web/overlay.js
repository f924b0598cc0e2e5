// What is drawn upon pictures and videos: boxes, tails, zones and lines.
import { colour, shortId } from "./dom.js";

const FONT = "600 12px system-ui, sans-serif";

function label(context, text, left, y, ground, most) {
  context.font = FONT;
  const width = context.measureText(text).width + 8;
  const x = Math.min(left, most - width);
  context.fillStyle = ground;
  context.fillRect(x, y, width, 17);
  context.fillStyle = "#000";
  context.fillText(text, x + 4, y + 12.5);
}

/** @param place where the picture lies, as fitted() has it */
export function drawBoxes(context, boxes, place, words = true) {
  context.lineWidth = 2;
  for (const box of [...boxes].reverse()) {
    const x = place.x + box.x1 * place.w;
    const y = place.y + box.y1 * place.h;
    context.strokeStyle = colour(box.classId);
    context.strokeRect(x, y, (box.x2 - box.x1) * place.w, (box.y2 - box.y1) * place.h);
    if (words && place.w > 260) {
      const text = place.w > 420 ? `${box.label}${box.track ? ` ${shortId(box.track)}` : ""} ${box.score.toFixed(2)}` : `${box.track ? shortId(box.track) : box.label}`;
      label(context, text, Math.max(place.x, x - 1), y >= place.y + 17 ? y - 17 : y, colour(box.classId), place.x + place.w);
    }
  }
}

/** Where the tracks of late have been. Tails: track -> {classId, points: [[x, y, millis]]}. */
export function drawTails(context, tails, place) {
  context.lineWidth = 2;
  context.lineJoin = "round";
  for (const tail of tails.values()) {
    context.strokeStyle = colour(tail.classId) + "b0";
    context.beginPath();
    tail.points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](place.x + x * place.w, place.y + y * place.h));
    context.stroke();
  }
}

const SHAPE = "#ffffff";

export function drawShapes(context, shapes, place, texts = new Map(), chosen = null) {
  for (const shape of shapes) {
    const points = shape.points.map(([x, y]) => [place.x + x * place.w, place.y + y * place.h]);
    if (!points.length) continue;
    context.lineWidth = shape === chosen ? 3 : 2;
    context.strokeStyle = SHAPE;
    context.setLineDash(shape.line ? [] : [6, 4]);
    context.shadowColor = "#000";
    context.shadowBlur = 3;
    context.beginPath();
    points.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x, y));
    if (!shape.line && points.length > 2) {
      context.closePath();
      context.fillStyle = shape === chosen ? "rgb(255 255 255 / 22%)" : "rgb(255 255 255 / 9%)";
      context.fill();
    }
    context.stroke();
    context.setLineDash([]);
    if (shape.line && points.length === 2) arrow(context, points);
    context.shadowBlur = 0;
    if (shape.name && place.w > 260) {
      const [x, y] = shape.line && points.length === 2 ? [(points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2] : points[0];
      label(context, `${shape.name}${texts.get(shape.name) ?? ""}`, x + 6, Math.max(place.y, y - 8), "rgb(255 255 255 / 88%)", place.x + place.w);
    }
  }
}

/** Forward is from the line's left to its right. */
function arrow(context, [[ax, ay], [bx, by]]) {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
  const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
  const [tx, ty] = [mx + nx * 18, my + ny * 18];
  context.beginPath();
  context.moveTo(mx, my);
  context.lineTo(tx, ty);
  context.lineTo(tx - nx * 7 - ny * 5, ty - ny * 7 + nx * 5);
  context.moveTo(tx, ty);
  context.lineTo(tx - nx * 7 + ny * 5, ty - ny * 7 - nx * 5);
  context.stroke();
}
