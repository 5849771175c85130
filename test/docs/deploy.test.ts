import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';

const guide = join(root, 'src/site/guide');
const page = readFileSync(join(guide, 'growing.md'), 'utf8');

describe('the page about growing', () => {
  it.each([
    ['haproxy', 'haproxy.cfg'],
    ['nginx', 'nginx.conf'],
    ['js', 'sandbox.js'],
  ])('shows the file that is tested: %s %s', (language, file) => {
    const shown = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1];
    expect(shown).toBe(readFileSync(join(guide, 'deploy', file), 'utf8'));
  });
});
