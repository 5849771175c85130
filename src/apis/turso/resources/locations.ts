/** Locations on AWS, by code. @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/locations/list.mdx */
export const awsLocations: Readonly<Record<string, string>> = {
  'aws-ap-northeast-1': 'AWS AP NorthEast (Tokyo)',
  'aws-ap-south-1': 'AWS AP South (Mumbai)',
  'aws-eu-west-1': 'AWS EU West (Ireland)',
  'aws-us-east-1': 'AWS US East (Virginia)',
  'aws-us-east-2': 'AWS US East (Ohio)',
  'aws-us-west-2': 'AWS US West (Oregon)',
};

/** Locations on Fly.io, by code: the last that there were. */
export const flyLocations: Readonly<Record<string, string>> = {
  ams: 'Amsterdam, Netherlands',
  arn: 'Stockholm, Sweden',
  atl: 'Atlanta, Georgia (US)',
  bog: 'Bogotá, Colombia',
  bom: 'Mumbai, India',
  bos: 'Boston, Massachusetts (US)',
  cdg: 'Paris, France',
  den: 'Denver, Colorado (US)',
  dfw: 'Dallas, Texas (US)',
  ewr: 'Secaucus, NJ (US)',
  eze: 'Ezeiza, Argentina',
  fra: 'Frankfurt, Germany',
  gdl: 'Guadalajara, Mexico',
  gig: 'Rio de Janeiro, Brazil',
  gru: 'São Paulo, Brazil',
  hkg: 'Hong Kong, Hong Kong',
  iad: 'Ashburn, Virginia (US)',
  jnb: 'Johannesburg, South Africa',
  lax: 'Los Angeles, California (US)',
  lhr: 'London, United Kingdom',
  mad: 'Madrid, Spain',
  mia: 'Miami, Florida (US)',
  nrt: 'Tokyo, Japan',
  ord: 'Chicago, Illinois (US)',
  otp: 'Bucharest, Romania',
  phx: 'Phoenix, Arizona (US)',
  qro: 'Querétaro, Mexico',
  scl: 'Santiago, Chile',
  sea: 'Seattle, Washington (US)',
  sin: 'Singapore, Singapore',
  sjc: 'San Jose, California (US)',
  syd: 'Sydney, Australia',
  waw: 'Warsaw, Poland',
  yul: 'Montreal, Canada',
  yyz: 'Toronto, Canada',
};

/** Whether a location is on AWS. Its client decides by the prefix too. */
export function isOnAws(code: string): boolean {
  return code.startsWith('aws-');
}

/** The name of a location, on AWS or on Fly.io; undefined when there is none of that code. */
export function locationName(code: string): string | undefined {
  if (Object.hasOwn(awsLocations, code)) return awsLocations[code];
  return Object.hasOwn(flyLocations, code) ? flyLocations[code] : undefined;
}
