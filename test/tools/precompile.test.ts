import { posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { lazyValidators, type Validator, validatorGroup } from '../../src/contract/validators.ts';
import { precompile } from '../../src/tools/precompile.ts';

let modules: Map<string, string>;
beforeAll(async () => {
  modules = await precompile();
});

/** The exports of a module, which requires others beside it. */
function load(path: string): unknown {
  const module = { exports: {} as unknown };
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what the build writes to a file
  const run = new Function('module', 'exports', 'require', modules.get(path)!) as (...args: unknown[]) => void;
  run(module, module.exports, (name: string) => load(posix.join(posix.dirname(path), name)));
  return module.exports;
}

/** All validators of a document. */
function built(name: string): Record<string, Validator> {
  const groups = load(`${name}/index.cjs`) as Record<string, () => Record<string, Validator>>;
  return Object.assign({}, ...Object.values(groups).map((group) => group())) as Record<string, Validator>;
}

describe.each(apis.map((api) => [api.document, loadContract(api)] as const))(
  'the validators of %s',
  (name, contract) => {
    const { document, operations } = contract;
    const examples = operations.flatMap(({ requestBody, responses }) => [
      ...(requestBody?.examples.values() ?? []),
      ...[...responses.values()].flatMap(({ content }) => [...(content?.examples.values() ?? [])]),
    ]);
    const values = [...examples, ...operations.flatMap(({ parameters }) => parameters.map(({ example }) => example))];
    values.push(null, 3, '', [], {});

    it('are those of every schema that is asked for', () => {
      expect(Object.keys(built(name))).toEqual(expect.arrayContaining(contract.schemaPointers()));
    });

    it('are in the group in which a server looks for them', () => {
      const groups = load(`${name}/index.cjs`) as Record<string, () => Record<string, Validator>>;
      for (const pointer of contract.schemaPointers()) {
        expect(groups[validatorGroup(pointer)]!()).toHaveProperty([pointer]);
      }
    });

    it('find what those find that are compiled when they are needed', () => {
      const validators = built(name);
      const compiled = lazyValidators(() => document);
      let [sound, unsound] = [0, 0];
      for (const pointer of contract.schemaPointers()) {
        const [one, other] = [validators[pointer]!, compiled(pointer)];
        for (const value of values) {
          const fits = other(value);
          if (fits) sound++;
          else unsound++;
          expect([one(value), one.errors]).toEqual([fits, other.errors]);
        }
      }
      expect(Math.min(sound, unsound)).toBeGreaterThan(values.length);
    }, 120_000);
  },
);
