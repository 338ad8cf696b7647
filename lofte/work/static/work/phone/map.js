/* The areas as a map to press on, drawn from the outlines in the phone. The list beside it holds the same. */
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 360;
const HIGHEST = 1.2; // of the width

function made(name, facts) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(facts)) node.setAttribute(key, value);
  return node;
}

const FAR = 2; // times as wide: then the areas one walks in would be too small to press among woods and lakes

function frame(areas) {
  const points = areas.flatMap((area) => area.rings.flat());
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { west: Math.min(...xs), east: Math.max(...xs), south: Math.min(...ys), north: Math.max(...ys) };
}

function outline(rings, at) {
  return rings.map((ring) => `M${ring.map(([x, y]) => at(x, y).join(" ")).join("L")}Z`).join("");
}

/* Draws into `holder`; `chosen` is an area's key, `pick` hears which was pressed, by finger or by key. */
export function draw(holder, areas, frequent, chosen, pick) {
  const parts = areas.filter((area) => !area.whole);
  const near = parts.filter((area) => frequent.has(area.id));
  const [whole, inner] = [frame(parts), near.length ? frame(near) : null];
  const isFar = inner && whole.east - whole.west > FAR * (inner.east - inner.west);
  const { west, east, south, north } = isFar ? inner : whole;
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(WIDTH / ((east - west) * narrow), (WIDTH * HIGHEST) / (north - south)) * 0.96;
  const height = (north - south) * scale + 12;
  const shift = (WIDTH - (east - west) * narrow * scale) / 2;
  const at = (x, y) => [
    ((x - west) * narrow * scale + shift).toFixed(1),
    ((north - y) * scale + 6).toFixed(1),
  ];
  const svg = made("svg", { viewBox: `0 0 ${WIDTH} ${height.toFixed(0)}`, class: "phone-map", role: "group" });
  svg.setAttribute("aria-label", holder.dataset.label);
  for (const area of [...parts].reverse()) {
    const isChosen = area.id === Number(chosen);
    const path = made("path", { d: outline(area.rings, at), "fill-rule": "evenodd", tabindex: 0, role: "button" });
    path.setAttribute("class", `phone-map-area${isChosen ? " is-chosen" : ""}`);
    path.setAttribute("aria-label", area.name);
    path.setAttribute("aria-pressed", String(isChosen));
    path.addEventListener("click", () => pick(area.id));
    path.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pick(area.id);
      }
    });
    svg.append(path);
  }
  for (const area of parts) {
    const [x, y] = at(...area.label);
    const name = made("text", { x, y, class: "phone-map-name", "aria-hidden": true });
    name.textContent = area.name;
    svg.append(name);
  }
  holder.replaceChildren(svg);
}
