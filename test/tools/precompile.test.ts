import { beforeAll, describe, expect, it } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { lazyValidators, type Validator } from '../../src/contract/validators.ts';
import { precompile } from '../../src/tools/precompile.ts';

let modules: Map<string, string>;
beforeAll(async () => {
  modules = await precompile();
});

/** The exports of a CommonJS module that requires nothing. */
function evaluate(code: string): Record<string, Validator> {
  const module = { exports: {} };
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what the build writes to a file
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports;
}

describe.each(apis.map((api) => [api.document, loadContract(api)] as const))(
  'the validators of %s',
  (name, contract) => {
    const { document, schemas, operations } = contract;
    const examples = operations.flatMap(({ requestBody, responses }) => [
      ...(requestBody?.examples.values() ?? []),
      ...[...responses.values()].flatMap(({ content }) => [...(content?.examples.values() ?? [])]),
    ]);
    const values = [...examples, ...operations.flatMap(({ parameters }) => parameters.map(({ example }) => example))];
    values.push(null, 3, '', [], {});

    it('are those of every schema that is asked for', () => {
      expect(Object.keys(evaluate(modules.get(name)!))).toEqual(expect.arrayContaining(schemas.pointers()));
    });

    it('find what those find that are compiled when they are needed', () => {
      const built = evaluate(modules.get(name)!);
      const compiled = lazyValidators(document);
      let [sound, unsound] = [0, 0];
      for (const pointer of schemas.pointers()) {
        const [one, other] = [built[pointer]!, compiled(pointer)];
        for (const value of values) {
          const fits = other(value);
          if (fits) sound++;
          else unsound++;
          expect([one(value), one.errors]).toEqual([fits, other.errors]);
        }
      }
      expect(Math.min(sound, unsound)).toBeGreaterThan(values.length);
    });
  },
);
