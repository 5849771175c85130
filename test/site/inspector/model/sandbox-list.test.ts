import { describe, expect, it } from 'vitest';
import type { CallAdmin } from '../../../../src/site/inspector/model/admin-client.ts';
import { createSandboxList } from '../../../../src/site/inspector/model/sandbox-list.ts';

/** A server whose answers a test gives. */
function answering(...answers: (readonly string[] | Error)[]) {
  const asked: string[] = [];
  const call = (operation: string) => {
    asked.push(operation);
    const answer = answers.shift();
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve({ sandboxes: answer!.map((name) => ({ name })), limit: 256 });
  };
  return { asked, callAdmin: call as unknown as CallAdmin };
}

describe('the list of sandboxes', () => {
  it('begins with the one that the page shows, and follows the server', async () => {
    const { callAdmin } = answering(['default', 'a'], ['default']);
    const list = createSandboxList(callAdmin, 'a');
    expect(list.names.value).toEqual(['a']);
    await list.refresh();
    expect(list.names.value).toEqual(['default', 'a']);
    await list.refresh();
    expect(list.names.value).toEqual(['default']);
  });

  it('stays as it is while the server cannot be reached', async () => {
    const { callAdmin } = answering(['default', 'a'], new TypeError('fetch failed'));
    const list = createSandboxList(callAdmin, 'default');
    await list.refresh();
    await list.refresh();
    expect(list.names.value).toEqual(['default', 'a']);
  });

  it('asks once for all who ask at a time', async () => {
    const { callAdmin, asked } = answering(['default'], ['default']);
    const list = createSandboxList(callAdmin, 'default');
    await Promise.all([list.refresh(), list.refresh(), list.refresh()]);
    expect(asked).toEqual(['listSandboxes']);
    await list.refresh();
    expect(asked).toHaveLength(2);
  });
});
