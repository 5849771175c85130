import { describe, expect, it } from 'vitest';
import { OptionError } from '../option-error.ts';
import { readDocumentOptions } from './options.ts';

describe('readDocumentOptions', () => {
  it('measures the bookshop unless both files of stripe-mock are named', () => {
    expect(readDocumentOptions([])).toEqual({ quick: false, render: false, stripe: undefined });
    const files = ['--stripe-mock', 'program', '--stripe-document', 'spec.json'];
    expect(readDocumentOptions(files).stripe).toEqual({ program: 'program', document: 'spec.json' });
  });

  it.each([[['--stripe-mock', 'program']], [['--stripe-document', 'spec.json']]])('refuses %j alone', (args) => {
    expect(() => readDocumentOptions(args)).toThrow(OptionError);
  });
});
