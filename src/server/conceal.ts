/** Takes out of a text what opens something. */
export type Conceal = (text: string) => string;

/** What stands in the place of it. */
export const hidden = '…';

/** What stands under the name of a credential in JSON, also where it was cut off. An empty text opens nothing. */
const properties =
  /"(jwt|token|password|secret|signingKey|auth_?token|access_?token|refresh_?token|client_?secret|api_?key|x-api-key|authorization)"(\s{0,99}:\s{0,99})"(?:[^"\\]|\\[^])+(?:"|\\?$)/gi;

/** The same in a query or in a form. */
const parameters =
  /(^|[?&])(jwt|token|password|secret|signingKey|auth_?token|access_?token|refresh_?token|client_?secret|api_?key|x-api-key|authorization)=[^&#\s"<>]+/gi;

/** What begins as a JSON Web Token does; whether it is one, its dots tell. */
const jwt = /eyJ[\w-]*(?:\.[\w-]*){0,2}/g;

/** A shorter token may be a part of any word; it is hidden by the names above alone. */
const leastLength = 8;

/**
 * Hides credentials in a text: by the name they stand under, by the form of a JSON Web Token, and a given one wherever
 * it stands. Each step takes time in proportion to the text.
 *
 * @param token the one that the server accepts
 */
export function createConceal(token: string): Conceal {
  const written = waysToWrite(token);
  return (text) => {
    let shown = text;
    if (shown.includes('eyJ')) shown = withoutJwts(shown);
    for (const way of written) if (shown.includes(way)) shown = shown.replaceAll(way, hidden);
    if (shown.includes('"')) shown = shown.replace(properties, `"$1"$2"${hidden}"`);
    if (shown.includes('=')) shown = shown.replace(parameters, `$1$2=${hidden}`);
    return shown;
  };
}

/** A token as it stands in a header, in a URL, in a form and in JSON; longest first, so that no rest is left. */
function waysToWrite(token: string): string[] {
  if (token.length < leastLength) return [];
  const inForm = new URLSearchParams({ '': token }).toString().slice(1);
  const ways = new Set([
    token,
    encodeURI(token),
    encodeURIComponent(token),
    inForm,
    JSON.stringify(token).slice(1, -1),
  ]);
  return [...ways].toSorted((one, other) => other.length - one.length);
}

function withoutJwts(text: string): string {
  return text.replace(jwt, (found, at: number) => {
    const [, claims = '', signature = ''] = found.split('.');
    const isCut = claims !== '' && at + found.length === text.length;
    return isCut || (claims !== '' && signature !== '') ? hidden : found;
  });
}
