import { token as defaultToken } from '../helpers/requests.ts';

/** A request that carries a secret where it belongs, or where it does not. */
export interface Leak {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams;
}

const databases = '/v1/organizations/my-org/databases';

/** Every place of a request in which somebody could put a secret. Stored values are not among them: they are data. */
export function leaks(secret: string, token = defaultToken): Readonly<Record<string, Leak>> {
  const authorization = `Bearer ${token}`;
  const inUrl = encodeURIComponent(secret);
  const form = new FormData();
  form.append('file', new File([secret], 'notes.txt'));
  form.append('token', secret);
  const get = (path: string, headers: Record<string, string> = { authorization }): Leak => ({
    method: 'GET',
    path,
    headers,
  });
  const post = (path: string, body: Leak['body'], headers: Record<string, string> = {}): Leak => ({
    method: 'POST',
    path,
    headers: { authorization, ...headers },
    ...(body !== undefined && { body }),
  });
  return {
    'as a bearer token': get(databases, { authorization: `Bearer ${secret}` }),
    'under another scheme': get(databases, { authorization: `Basic ${secret}` }),
    'without a scheme': get(databases, { authorization: secret }),
    'in the header of the other API': get(databases, { 'x-api-key': secret }),
    'as a key': get('/backend/authenticate', { 'x-api-key': secret }),
    'under the old name of the header': get(databases, { authentication: `Bearer ${secret}` }),
    'for a proxy': get(databases, { 'proxy-authorization': `Bearer ${secret}` }),
    'in a cookie': get(databases, { authorization, cookie: `session=${secret}` }),
    'in another header': get(databases, { authorization, 'x-request-id': secret }),
    'in the address of the page before': get(databases, { authorization, referer: `http://x.test/?token=${inUrl}` }),
    'in Prefer': get(databases, { authorization, prefer: `example=${secret}` }),
    'in the query': get(`${databases}?token=${inUrl}`),
    'in the query, under any name': get(`${databases}?q=${inUrl}&limit=1`),
    'as a name in the query': get(`${databases}?${inUrl}`),
    'in the path': get(`${databases}/${inUrl}`),
    'in a path that is not served': get(`/${inUrl}`),
    'as a method of expiry': { ...post(`${databases}/my-db/auth/tokens?expiration=${inUrl}`, undefined) },
    'in a body': post(databases, JSON.stringify({ name: 'my-db', token: secret })),
    'in a body, deep': post(databases, JSON.stringify({ name: 'my-db', more: [{ apiKey: secret }] })),
    'in a body, under any name': post(databases, JSON.stringify({ name: 'my-db', note: `it is ${secret}.` })),
    'as a name in a body': post(databases, JSON.stringify({ name: 'my-db', [secret]: 1 })),
    'in a refused value': post(databases, JSON.stringify({ name: secret })),
    'in a refused location': post(`${databases}/my-db/instances`, JSON.stringify({ location: secret })),
    'in a body that is no JSON': post(databases, `{"token": "${secret}`),
    'in a form': post('/backend/user_files', new URLSearchParams({ token: secret }), { 'x-api-key': token }),
    'in a form of parts': post('/backend/user_files', form, { 'x-api-key': token }),
  };
}

/** The ways to write a secret that a search for it has to know. */
export function written(secret: string): string[] {
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inBase64 = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1);
  const plain = [secret, encodeURIComponent(secret), inForm, inJson, JSON.stringify(inJson).slice(1, -1), inBase64];
  return [...new Set(plain)];
}

/** Which of some secrets a text holds. */
export function found(secrets: readonly string[], text: string): string[] {
  return secrets.filter((secret) => written(secret).some((way) => text.includes(way)));
}
