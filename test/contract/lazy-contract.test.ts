import { beforeEach, describe, expect, it, vi } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { turso2023 } from '../../src/apis/turso/2023/api.ts';
import { type Contract, loadContract } from '../../src/contract/contract.ts';
import * as documents from '../../src/contract/document.ts';
import * as parameters from '../../src/contract/parameters/read-parameters.ts';
import { createMockplane } from '../../src/mockplane/create.ts';

vi.mock(import('../../src/contract/document.ts'), { spy: true });
vi.mock(import('../../src/contract/parameters/read-parameters.ts'), { spy: true });

const read = (): string[] => vi.mocked(documents.readDocument).mock.calls.map(([name]) => name);
const byId = ({ operations }: Contract, id: string) => operations.find((operation) => operation.id === id)!;

beforeEach(() => vi.clearAllMocks());

describe('loadContract', () => {
  it('reads no document before something of it is asked for, and each one once', () => {
    const [contract, ...others] = apis.map((api) => loadContract(api));
    expect(read()).toEqual([]);
    expect(contract!.matcher.match('GET', '/v1/locations')?.operation.id).toBe('listLocations');
    expect(contract!.operations).toBe(contract!.operations);
    expect(read()).toEqual(['turso-2023']);
    for (const { document } of others) expect(document.info.version).toMatch(/^\d/);
    expect(read()).toEqual(apis.map(({ document }) => document));
  });

  it('reads the details of an operation when they are asked for, and once', () => {
    const contract = loadContract(turso2023);
    const operation = byId(contract, 'getDatabase');
    expect(operation).toMatchObject({ method: 'GET', allowsAnonymous: false });
    expect(parameters.readParameters).not.toHaveBeenCalled();
    expect(operation.parameters.map(({ name }) => name)).toEqual(['org_slug', 'db_name']);
    expect(operation.parameters).toBe(operation.parameters);
    expect(operation.responses).toBe(operation.responses);
    expect(parameters.readParameters).toHaveBeenCalledTimes(1);
  });

  it('reads a document that is given at once, so that its errors are those of loading it', () => {
    const document = {
      info: { title: 'Broken', version: '1' },
      components: {},
      paths: { '/': { get: { operationId: 'get', summary: '', responses: { 200: { $ref: '#/nowhere' } } } } },
    } as documents.Document;
    expect(() => loadContract(turso2023, document)).toThrow(
      "The document's /paths/~1/get: The document has nothing at",
    );
  });
});

describe('createMockplane', () => {
  it('reads no document of an edition that nobody calls', async () => {
    const mockplane = createMockplane();
    const headers = { authorization: 'Bearer mockplane-token' };
    expect((await mockplane.fetch('/v1/organizations/my-org/databases/my-db', { headers })).status).toBe(200);
    expect(read()).not.toContain('turso-2026');
    expect((await mockplane.fetch('/2026/v1/organizations/my-org/databases/my-db', { headers })).status).toBe(200);
    expect(read().filter((name) => name === 'turso-2026')).toHaveLength(1);
    mockplane.close();
  });
});
