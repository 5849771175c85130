import type { Content, SqlError } from '../engine.ts';
import type { AdminApi } from './admin-api.ts';
import type { KnownContents } from './known-contents.ts';
import type { NamespaceKeys } from './namespace-keys.ts';
import type { Registry } from './registry.ts';

/** The namespaces of one engine. */
export interface Namespaces {
  nameOf(contentId: string): string;
  has(contentId: string): boolean;
  /**
   * Creates the namespace of a content, and runs its initial SQL, unless there is one.
   *
   * @returns why its initial SQL failed; there is no namespace then
   */
  ensure(content: Content): Promise<SqlError | undefined>;
  /** Creates a namespace by a function of the caller. A content has it once the function has succeeded. */
  make(contentId: string, fill: () => Promise<SqlError | undefined>): Promise<SqlError | undefined>;
  /** Creates a namespace as a copy of another one. */
  fork(from: string, to: string): Promise<void>;
  remove(contentId: string): Promise<void>;
  all(): readonly string[];
}

export interface NamespacesOptions {
  readonly admin: AdminApi;
  readonly registry: Registry;
  readonly keys: NamespaceKeys;
  readonly isKept: boolean;
  /** Called with the first use, since it may write a directory. */
  readonly openKnown: () => KnownContents;
  /** Runs the initial SQL of a content. */
  readonly fill: (content: Content) => Promise<SqlError | undefined>;
}

export function createNamespaces({ admin, registry, keys, isKept, openKnown, fill }: NamespacesOptions): Namespaces {
  let opened: KnownContents | undefined;
  const known = (): KnownContents => (opened ??= openKnown());
  const making = new Map<string, Promise<SqlError | undefined>>();
  const nameOf = (id: string): string => `mockplane-${known().owner}-${id}`;

  const drop = async (name: string): Promise<void> => {
    await admin.remove(name);
    await registry.remove(name);
    keys.forget(name);
  };
  /** One that exists without being known was not finished by an earlier run. */
  const replace = async (name: string, create: () => Promise<boolean>): Promise<void> => {
    await registry.add(name, { id: known().owner, isKept });
    if (await create()) return;
    await admin.remove(name);
    await create();
  };
  const make: Namespaces['make'] = async (id, fillIt) => {
    const name = nameOf(id);
    await replace(name, () => admin.create(name, keys.publicKey, isKept));
    const error = await fillIt();
    if (error) await drop(name);
    else known().add(id);
    return error;
  };

  return {
    nameOf,
    has: (id) => known().has(id),
    ensure(content) {
      const { id } = content;
      if (known().has(id)) return Promise.resolve(undefined);
      let made = making.get(id);
      if (!made) {
        made = make(id, () => fill(content)).finally(() => making.delete(id));
        making.set(id, made);
      }
      return made;
    },
    make,
    async fork(from, to) {
      const name = nameOf(to);
      await replace(name, () => admin.fork(nameOf(from), name));
      known().add(to);
    },
    async remove(id) {
      await making.get(id)?.catch(() => undefined);
      if (!known().has(id)) return;
      await drop(nameOf(id));
      known().delete(id);
    },
    all: () => known().all(),
  };
}
