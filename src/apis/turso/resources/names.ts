import type { SeededRandom } from '../../../sandbox/random.ts';
import type { Moment } from '../../../sandbox/clock/time.ts';
import { uuidV1, uuidV7 } from '../../../sandbox/uuid.ts';

const adjectives =
  'ample bold brave brisk calm candid clever cosmic crisp daring dapper eager early fair fancy fast fleet fresh gentle glad golden grand happy hardy honest humble ideal jolly keen kind lively lucid lucky mellow merry mighty modest neat nimble noble novel patient plain polite premium proud pure quick quiet rapid ready regal robust rosy serene sharp shiny smart smooth snappy solid steady strong subtle sunny super swift tidy tough true vast vivid warm wise witty zesty'.split(
    ' ',
  );
const nouns =
  'anchor aurora badger bamboo basin beacon birch bison breeze canyon cedar cliff cloud comet condor coral crane creek delta dune eagle ember falcon fern fjord forest galaxy geyser glacier harbor hazel heron island jasper juniper lagoon lantern lark lichen lotus lynx magnet maple marble meadow meteor mirror nebula oasis orbit orchid otter panda pebble phoenix pine planet plateau prairie pyro quartz raven reef ridge river robin saddle sequoia shale sierra spruce summit talon thistle thunder tiger triathlon tundra valley violet walnut willow zephyr'.split(
    ' ',
  );

/** Generates a two-word name such as `robust-pyro`, as the service assigned names before groups. */
export function instanceName(generator: SeededRandom, isTaken: (name: string) => boolean): string {
  for (;;) {
    const name = `${adjectives[generator.integer(adjectives.length)]}-${nouns[generator.integer(nouns.length)]}`;
    if (!isTaken(name)) return name;
    // With many instances most names are taken. A number keeps the search short.
    const numbered = `${name}-${generator.integer(10_000)}`;
    if (!isTaken(numbered)) return numbered;
  }
}

/** Generates the id of a platform token: a version 1 UUID in unpadded base64url, 22 characters. */
export function tokenId(generator: SeededRandom): string {
  return Buffer.from(uuidV1(generator).replaceAll('-', ''), 'hex').toString('base64url');
}

/** Generates the random prefix of an instance's hostname: 14 hexadecimal digits. */
export function hostnamePrefix(generator: SeededRandom): string {
  return generator.bytes(7).toString('hex');
}

/** In the id of a database, the byte that tells its engine. */
const engineByte = 5;
const tursodbMark = 0x10;

/** The id of a database: a UUID of version 7, whose sixth byte is 0x10 for the engine TursoDB and for no other. */
export function databaseId(generator: SeededRandom, moment: Moment, isTursodb: boolean): string {
  const bytes = Buffer.from(uuidV7(generator, moment).replaceAll('-', ''), 'hex');
  if (isTursodb) bytes[engineByte] = tursodbMark;
  else if (bytes[engineByte] === tursodbMark) bytes[engineByte] = tursodbMark + 1;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
