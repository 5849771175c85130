import type { Case } from '../case.ts';
import { casesOfOperations } from '../gate.ts';
import { gone, seen } from '../life-cases.ts';
import { lives2026 } from './lives.ts';
import type { Session } from '../session.ts';
import { gated, settings2026 } from './settings.ts';
import { api, instancesOfLonely } from './story.ts';

/** Everything that the gate tries at a server with the 2026 edition at its root. */
export async function cases2026(session: Session): Promise<Case[]> {
  const settings = settings2026(await instancesOfLonely(session));
  return [
    ...casesOfOperations(gated, settings),
    ...lives2026.flatMap((life) => [...seen(life, api), ...gone(life, settings, gated)]),
  ];
}
