/* Which area a position lies in, found here in the phone: the position itself goes nowhere and is kept nowhere. */
const TOO_COARSE = 1000; // metres: a wider circle may be in any of several areas

/* A point lies inside when a line from it crosses an odd number of the rings' sides. */
export function isInside(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
      const [x1, y1] = ring[at];
      const [x2, y2] = ring[before];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

/* The finest area that holds the point: the small stand first. Between simplified borders, the nearest. */
export function areaAt(areas, x, y) {
  const found = areas.find((area) => isInside(area.rings, x, y));
  if (found && !found.whole) return found;
  const near = areas.filter((area) => !area.whole && distance(area.rings, x, y) < 0.0012);
  near.sort((one, other) => distance(one.rings, x, y) - distance(other.rings, x, y));
  return near[0] ?? found ?? null;
}

/* To the nearest corner, in degrees of latitude: enough for the width of a simplified border. */
function distance(rings, x, y) {
  const narrow = Math.cos((y * Math.PI) / 180);
  let least = Infinity;
  for (const ring of rings) {
    for (const [cx, cy] of ring) least = Math.min(least, Math.hypot((cx - x) * narrow, cy - y));
  }
  return least;
}

/* Asks the phone where it is, once, because somebody pressed. Gives the area, or the name of what went wrong. */
export function whereAmI(areas) {
  if (!navigator.geolocation) return Promise.resolve({ wrong: "no_position" });
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (coords.accuracy > TOO_COARSE) return resolve({ wrong: "coarse_position" });
        const area = areaAt(areas, coords.longitude, coords.latitude);
        return resolve(area ? { area } : { wrong: "outside_position" });
      },
      ({ code }) => resolve({ wrong: code === 1 ? "denied_position" : "no_position" }),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });
}
