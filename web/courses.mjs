// The courses of rivers that gazetteer/rivers.csv gives by the places on their banks: what the
// tables' README calls a station becomes a vertex, and a smooth curve runs through all vertices.
import { csvParse } from "d3-dsv";

/** How far a chord may leave the curve, in degrees (20 m): a pixel at zoom 12. */
const FLAT_DEG = 2e-4;

/** Courses by the id of their line, each from the source to the mouth. */
export function readCourses(csv) {
  const courses = new Map();
  for (const [line, rows] of grouped(csvParse(csv), "line")) {
    courses.set(line, smooth([...grouped(rows, "station").values()].map(middleOf)));
  }
  return courses;
}

function grouped(rows, column) {
  const groups = new Map();
  for (const row of rows) groups.set(row[column], [...(groups.get(row[column]) ?? []), row]);
  return groups;
}

function middleOf(points) {
  const mean = (column) => points.reduce((sum, point) => sum + Number(point[column]), 0) / points.length;
  return [mean("lon"), mean("lat")];
}

/** A centripetal Catmull-Rom spline: it passes through every vertex and never loops between two. */
function smooth(vertices) {
  const [first, second] = vertices;
  const [last, before] = [vertices.at(-1), vertices.at(-2)];
  const padded = [mirrored(second, first), ...vertices, mirrored(before, last)];
  const curve = [first];
  for (let i = 1; i < vertices.length; i++) curve.push(...arc(padded.slice(i - 1, i + 3)));
  return curve;
}

function mirrored([x, y], [atX, atY]) {
  return [2 * atX - x, 2 * atY - y];
}

/** Points after `b` up to and with `c`, by the pyramid of Barry and Goldman. */
function arc([a, b, c, d]) {
  const ta = 0;
  const tb = ta + Math.sqrt(distance(a, b));
  const tc = tb + Math.sqrt(distance(b, c));
  const td = tc + Math.sqrt(distance(c, d));
  const curve = (t) => {
    const ab = between(a, b, ta, tb, t);
    const bc = between(b, c, tb, tc, t);
    const cd = between(c, d, tc, td, t);
    return between(between(ab, bc, ta, tc, t), between(bc, cd, tb, td, t), tb, tc, t);
  };
  const middle = (tb + tc) / 2; // an S crosses its chord there: its halves are bent, it is not
  return [...flattened(curve, tb, middle), ...flattened(curve, middle, tc).slice(0, -1), c];
}

/** Points of a curve after `from` up to `to`, as few as keep the chords close to it. */
function flattened(curve, from, to) {
  const middle = (from + to) / 2;
  const [start, bent, end] = [curve(from), curve(middle), curve(to)];
  if (offChord(bent, start, end) < FLAT_DEG) return [end];
  return [...flattened(curve, from, middle), ...flattened(curve, middle, to)];
}

function between([px, py], [qx, qy], from, to, t) {
  const part = (t - from) / (to - from);
  return [px + part * (qx - px), py + part * (qy - py)];
}

/** How far a point lies from the straight line through two others. */
function offChord([x, y], [px, py], [qx, qy]) {
  const chord = [qx - px, qy - py];
  return Math.abs(chord[0] * (y - py) - chord[1] * (x - px)) / Math.hypot(...chord);
}

function distance([px, py], [qx, qy]) {
  return Math.hypot(px - qx, py - qy);
}

/**
 * Puts a course into the coarser line of the same river: the stretch that the course describes gives
 * way to it, and what is left, upstream and downstream, is joined to its ends.
 *
 * @param lines the coarser lines
 * @param course the finer one
 * @param reach how far from the course a coarse vertex still belongs to the same stretch, degrees
 */
export function inlay(lines, course, reach) {
  const isCovered = (point) => course.some((vertex) => distance(vertex, point) < reach);
  return [course, ...lines.flatMap((line) => runsOf(line, isCovered).map((run) => joined(run, line, course)))];
}

/** The runs of consecutive vertices of a line that the course does not cover. */
function runsOf(line, isCovered) {
  const runs = [[]];
  for (const point of line) {
    if (isCovered(point)) runs.push([]);
    else runs.at(-1).push(point);
  }
  return runs.filter((run) => run.length > 0);
}

function joined(run, line, course) {
  const endNearest = (point) =>
    distance(point, course[0]) < distance(point, course.at(-1)) ? course[0] : course.at(-1);
  const before = run[0] === line[0] ? [] : [endNearest(run[0])];
  const after = run.at(-1) === line.at(-1) ? [] : [endNearest(run.at(-1))];
  return [...before, ...run, ...after];
}
