import type { SubjectId } from '../subjects/subject.ts';

const titles: Readonly<Record<SubjectId, string>> = {
  floor: 'Bare `node:http`',
  mockplane: 'Mockplane',
  'mockplane-1': 'Mockplane',
  'mockplane-100': 'Mockplane, 100 databases',
  'mockplane-10000': 'Mockplane, 10,000 databases',
  'mockplane-data': 'Mockplane `--data`',
  'mockplane-stateless': 'Mockplane `--stateless`',
  'openapi-backend': 'openapi-backend',
  scalar: '@scalar/mock-server',
  prism: 'Prism CLI',
  mockoon: '@mockoon/cli',
  'stripe-mock': 'stripe-mock',
};

/** The name of a server, in Markdown. */
export function titleOf(id: SubjectId): string {
  return titles[id];
}
