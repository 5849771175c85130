import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, in this order. Begun last, one of them would keep a single worker busy at the end. */
const slow = ['test/browser/browser.test.ts', 'test/gate/gate.test.ts', 'test/gate/2026/gate.test.ts'];

const rank = ({ moduleId }: TestSpecification): number => {
  const index = slow.findIndex((file) => moduleId.endsWith(file));
  return index === -1 ? slow.length : index;
};

/** Runs the slowest test files first, the rest in the order of vitest. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sort of the base class, not of an array
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
