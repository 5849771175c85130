/** Where the places are, in degrees: latitude, longitude. */
const coordinates: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  ams: [52.4, 4.9],
  arn: [59.3, 18.1],
  atl: [33.6, -84.4],
  'aws-ap-northeast-1': [35.7, 139.7],
  'aws-ap-south-1': [19.1, 72.9],
  'aws-eu-west-1': [53.3, -6.3],
  'aws-us-east-1': [39, -77.5],
  'aws-us-east-2': [40, -83],
  'aws-us-west-2': [45.8, -119.7],
  bog: [4.7, -74.1],
  bom: [19.1, 72.9],
  bos: [42.4, -71.1],
  cdg: [48.9, 2.4],
  den: [39.7, -105],
  dfw: [32.8, -96.8],
  ewr: [40.8, -74.1],
  eze: [-34.8, -58.5],
  fra: [50.1, 8.7],
  gdl: [20.7, -103.3],
  gig: [-22.9, -43.2],
  gru: [-23.6, -46.6],
  hkg: [22.3, 114.2],
  iad: [39, -77.5],
  jnb: [-26.2, 28],
  lax: [34.1, -118.2],
  lhr: [51.5, -0.1],
  mad: [40.4, -3.7],
  mia: [25.8, -80.2],
  nrt: [35.7, 139.7],
  ord: [41.9, -87.6],
  otp: [44.4, 26.1],
  phx: [33.4, -112],
  qro: [20.6, -100.4],
  scl: [-33.4, -70.7],
  sea: [47.6, -122.3],
  sin: [1.4, 103.8],
  sjc: [37.3, -121.9],
  syd: [-33.9, 151.2],
  waw: [52.2, 21],
  yul: [45.5, -73.6],
  yyz: [43.7, -79.4],
};

/** So many are suggested in place of one. */
const suggested = 3;

/** The codes of the locations nearest to one, nearest first; none for a place whose whereabouts are not known. */
export function closestLocations(code: string, codes: readonly string[]): string[] {
  const own = coordinates[code];
  if (!own) return [];
  return codes
    .flatMap((other) => {
      const place = other === code ? undefined : coordinates[other];
      return place ? [{ other, angle: angleBetween(own, place) }] : [];
    })
    .toSorted((one, another) => one.angle - another.angle)
    .slice(0, suggested)
    .map(({ other }) => other);
}

/** How far apart two places are on a sphere, in radians (the haversine formula). */
function angleBetween(
  [latitude, longitude]: readonly [number, number],
  [otherLatitude, otherLongitude]: readonly [number, number],
): number {
  const onMeridian = haversine(otherLatitude - latitude);
  const onParallel = haversine(otherLongitude - longitude);
  return 2 * Math.asin(Math.sqrt(onMeridian + cosine(latitude) * cosine(otherLatitude) * onParallel));
}

function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}

function haversine(degrees: number): number {
  return (1 - cosine(degrees)) / 2;
}
