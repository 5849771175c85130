import { describe, expect, it } from 'vitest';
import { send } from '../helpers/raw.ts';
import { wordsOf } from '../helpers/refusals.ts';
import { form, json, key, useServer } from '../helpers/server.ts';

const server = useServer();

const upload = (body: string | Uint8Array, ...headers: string[]) =>
  send(server.url, 'PUT /backend/user_files', [key, ...headers], body);
const remove = (body: string | Uint8Array, ...headers: string[]) =>
  send(server.url, 'DELETE /backend/user_files', [key, ...headers], body);

const boundary = 'Content-Type: multipart/form-data; boundary=cut';
const part = (disposition: string, content: string): string =>
  `--cut\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const file = part('name="file"; filename="a.jar"', 'bytes');

describe('a form', () => {
  it.each([
    ['id=2', form],
    ['id=2', 'Content-Type: text/plain'],
    ['id=2&__proto__=1&constructor=2&toString=3', form],
    [`${part('name="id"', '2')}--cut--\r\n`, boundary],
    ['{"id":2}', json],
  ])('%j as %s is read', async (body, type) => {
    const response = await remove(body, type);
    expect(response.status).toBe(200);
    expect(Object.prototype).not.toHaveProperty('id');
  });

  it.each([
    ['nothing', '', 422, 'missing id header'],
    ['another field', 'file=2', 422, 'missing id header'],
    ['an empty id', 'id=', 422, 'missing id header'],
    ['a word', 'id=two', 400, 'file does not exist'],
    ['zero', 'id=0', 400, 'file does not exist'],
    ['a negative id', 'id=-2', 400, 'file does not exist'],
    ['a fraction', 'id=2.5', 400, 'file does not exist'],
    ['broken percent-encoding', 'id=%zz', 400, 'file does not exist'],
    ['an id twice', 'id=2&id=3', 400, 'form field id was sent more than once'],
  ])('with %s for a file to delete: refused', async (_what, body, status, words) => {
    const response = await remove(body, form);
    expect(response.status).toBe(status);
    expect(wordsOf('lambda', response)).toBe(words);
  });

  it('that is not UTF-8: 400', async () => {
    const response = await remove(Buffer.from([0x69, 0x64, 0x3d, 0xff]), form);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('request body is not valid UTF-8');
  });

  it('with a file in it is taken', async () => {
    expect((await upload(`${file}${part('name="description"', 'é')}--cut--\r\n`, boundary)).status).toBe(201);
  });

  it('with a file of all bytes is taken', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const whole = Buffer.concat([Buffer.from(file.replace('bytes\r\n', '')), bytes, Buffer.from('\r\n--cut--\r\n')]);
    expect((await upload(whole, boundary)).status).toBe(201);
  });

  it.each([
    ['nothing', '', boundary],
    ['a text where a file belongs', `${part('name="file"', 'wordcount.jar')}--cut--\r\n`, boundary],
    ['another field', `${part('name="jar"; filename="a.jar"', 'bytes')}--cut--\r\n`, boundary],
    ['a file in a form that holds none', 'file=bytes', form],
    ['a file in JSON, which holds none', '{"file":"bytes"}', json],
  ])('with %s for a file to upload: 422', async (_what, body, type) => {
    const response = await upload(body, type);
    expect(response.status).toBe(422);
    expect(wordsOf('lambda', response)).toBe('No file uploaded');
  });

  it.each([
    ['is cut off', file, boundary],
    ['has another boundary', `${file.replaceAll('cut', 'other')}--other--\r\n`, boundary],
    ['names no boundary', `${file}--cut--\r\n`, 'Content-Type: multipart/form-data'],
    ['is JSON in truth', '{"file":"bytes"}', boundary],
  ])('of parts that %s: 400', async (_what, body, type) => {
    const response = await upload(body, type);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('request body is not a valid multipart form; check its boundary');
  });

  it('with two files of one name: 400', async () => {
    const response = await upload(`${file}${file}--cut--\r\n`, boundary);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('form field file was sent more than once');
  });

  it.each([
    ['a form', 'id=2&note=a&note=b&note=c', form],
    ['a multipart form', `${part('name="id"', '2')}${part('name="note"', 'a').repeat(3)}--cut--\r\n`, boundary],
  ])('with an unknown field three times, as %s, is read and noted', async (_what, body, type) => {
    expect((await remove(body, type)).status).toBe(200);
    expect(server.exchanges[0]?.notes).toEqual(['unknown property note, sent 3 times']);
  });

  it('with a file for a description: 400', async () => {
    const response = await upload(
      `${file}${part('name="description"; filename="d.txt"', 'Counts')}--cut--\r\n`,
      boundary,
    );
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('form field description must be a text, not a file');
  });

  it('with a file that the contract does not know is taken', async () => {
    const response = await upload(`${file}${part('name="extra"; filename="e.txt"', 'more')}--cut--\r\n`, boundary);
    expect(response.status).toBe(201);
  });

  it.each([
    ['of a description', `${file}${part('name="description"', '\xE9t\xE9')}--cut--\r\n`],
    ['of the name of a file', `${part('name="file"; filename="\xE9.jar"', 'bytes')}--cut--\r\n`],
  ])('with bytes %s that are no UTF-8: 400', async (_what, body) => {
    const response = await upload(Buffer.from(body, 'latin1'), boundary);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('request body is not valid UTF-8');
  });

  it('with percent-encoded bytes that are no UTF-8: 400', async () => {
    const response = await remove('id=2&note=%E9', form);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('request body is not valid UTF-8');
  });

  it.each([
    ['a form', 'id=2&note=%EF%BF%BD', form],
    ['a form, as it is', 'id=2&note=\uFFFD', form],
    ['a multipart form', `${part('name="id"', '2')}${part('name="note"', '\uFFFD')}--cut--\r\n`, boundary],
  ])('of %s with the character that stands for no other is read', async (_what, body, type) => {
    expect((await remove(body, type)).status).toBe(200);
  });

  it('with a description that is too long: 400', async () => {
    const response = await upload(`${file}${part('name="description"', 'd'.repeat(401))}--cut--\r\n`, boundary);
    expect(response.status).toBe(400);
    expect(wordsOf('lambda', response)).toBe('description must have at most 400 characters');
  });
});
