import { mkdtempSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';

const names = [
  '../../escaped.txt',
  '..\\..\\escaped.txt',
  '/tmp/mockplane-escaped.txt',
  'C:\\escaped.txt',
  '....//escaped.txt',
  '%2e%2e%2fescaped.txt',
  'file:///tmp/mockplane-escaped.txt',
  'mockplane.db',
  'mockplane.db-wal',
  '.env',
];

describe('an uploaded file', () => {
  it.each(names)('named %s stays in the store, and nothing else is written', async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-uploads-'));
    const data = join(folder, 'a/b/data');
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const mockplane = createMockplane({ data, empty: true });
    const headers = { 'x-api-key': mockplane.token };
    const body = new FormData();
    body.append('file', new File(['#!/bin/sh'], name));
    const { status } = await mockplane.fetch('/backend/user_files', { method: 'PUT', headers, body });
    expect(status).toBe(201);
    const [file] = (await (await mockplane.fetch('/backend/user_files', { headers })).json()) as [{ name: string }];
    expect(file.name).not.toMatch(/[/\\]/);

    const written = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const places = written.map((entry) => join(entry.parentPath, entry.name));
    const own = new Set(
      ['beginning.json', 'mockplane.db', 'mockplane.db-shm', 'mockplane.db-wal'].map((each) => join(data, each)),
    );
    expect(places.filter((place) => !own.has(place))).toEqual([]);
    mockplane.close();
    expect(readdirSync(data)).toEqual(['beginning.json', 'mockplane.db']);
  });

  it('is given back by no address, so that no browser runs it', async () => {
    const mockplane = createMockplane();
    onTestFinished(() => mockplane.close());
    const headers = { 'x-api-key': mockplane.token };
    for (const path of ['/backend/user_files/1', '/backend/user_files/1/download', '/backend/upload_file/1']) {
      expect((await mockplane.fetch(path, { headers })).status).toBe(404);
    }
  });
});

describe.skipIf(process.platform === 'win32')('a data directory', () => {
  it('that is made is for its owner alone: it holds signing keys', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-mode-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const data = join(folder, 'new');
    createMockplane({ data }).close();
    expect((statSync(data).mode & 0o777).toString(8)).toBe('700');
  });

  it('that was there keeps its rights', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-mode-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const data = join(folder, 'old');
    mkdirSync(data, { mode: 0o755 });
    createMockplane({ data }).close();
    expect((statSync(data).mode & 0o777).toString(8)).toBe('755');
  });
});
