import * as fc from 'fast-check';

/** When changes of status happen, as the options of a server say it. */
export type Mode = 'immediate' | 'manual' | '2s';

/** Mostly one in which something is pending. */
export const modes = fc.constantFrom<Mode>('2s', '2s', 'manual', 'manual', 'immediate');

interface Entry {
  readonly resource: string;
  readonly due: number;
  readonly happen: () => void;
}

/** The pending events in their order, on a clock that begins at 0. */
export class Timetable {
  readonly mode: Mode;
  #now = 0;
  #entries: Entry[] = [];

  constructor(mode: Mode) {
    this.mode = mode;
  }

  get now(): number {
    return this.#now;
  }

  add(resource: string, happen: () => void): void {
    if (this.mode === 'immediate') return happen();
    // All wait equally long, so that they stay sorted.
    this.#entries.push({ resource, happen, due: this.mode === 'manual' ? Infinity : this.#now + 2_000 });
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.#make(this.#entries.filter(({ due }) => due <= this.#now));
  }

  /** Lets the next ones happen, due or not. @returns how many there were */
  step(count: number): number {
    return this.#make(this.#entries.slice(0, count));
  }

  cancel(resource: string): void {
    this.#entries = this.#entries.filter((entry) => entry.resource !== resource);
  }

  clear(): void {
    this.#now = 0;
    this.#entries = [];
  }

  #make(made: readonly Entry[]): number {
    this.#entries = this.#entries.filter((entry) => !made.includes(entry));
    for (const { happen } of made) happen();
    return made.length;
  }
}
