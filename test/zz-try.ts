import { createMockplane, startMockplane } from 'mockplane';
import { createAdminClient } from 'mockplane/admin';
import { createTursoClient } from 'mockplane/turso';
import doc from '/work/main/src/contract/generated/admin.json' with { type: 'json' };
const m = createMockplane({ seed: 7, clock: { now: '2023-11-16T10:00:00Z', running: false } });
const admin = createAdminClient({ fetch: m.fetch });
for (const p of ['health','snapshot','clock','transitions','faults','exchanges'] as const) {
  const r = await admin.GET(`/_mockplane/${p}` as any, {} as any);
  console.log(p, r.status, JSON.stringify((r as any).data ?? (r as any).error).slice(0, 600));
}
const ex = (doc.components.examples as any).Snapshot.value;
console.log(await admin.PUT('/_mockplane/snapshot', { body: ex }).then(r => [r.status, (r as any).data, (r as any).error]));
const s = (await admin.GET('/_mockplane/snapshot')).data!;
console.log(JSON.stringify({...s, savedAt: ''}) === JSON.stringify({...ex, savedAt: ''}) );
console.log((await admin.PUT('/_mockplane/snapshot', { body: { ...ex, version: 2, foo: 1 } as any })).error);
console.log((await admin.PUT('/_mockplane/snapshot', { body: { ...ex, databases: [{...ex.databases[0], organization: undefined, organisation: 'my-org'}] } as any })).error);
// tokens
const tok = (doc.paths['/_mockplane/tokens/verify'].post.requestBody.content['application/json'].examples as any);
await admin.POST('/_mockplane/reset');
for (const k in tok) console.log(k, (await admin.POST('/_mockplane/tokens/verify', { body: tok[k].value })).data);
console.log((await admin.GET('/_mockplane/organizations/{organization}/databases/{database}/jwks', {params:{path:{organization:'my-org', database:'my-db'}}})).data);
// prefer all
const bad: string[] = [];
for (const [path, item] of Object.entries(doc.paths)) for (const [method, op] of Object.entries(item as any) as any) {
  if (!op.operationId) continue;
  const url = path.replace('{faultId}','1').replace('{exchangeId}','1').replace('{organization}','my-org').replace('{database}','my-db');
  const body = op.requestBody ? JSON.stringify((() => { const e = Object.values(op.requestBody.content['application/json'].examples)[0] as any; return e.value ?? (doc.components.examples as any)[e.$ref.split('/').pop()].value; })()) : undefined;
  for (const status of Object.keys(op.responses)) for (const pref of [`code=${status}`, `code=${status}, dynamic=true`]) {
    const r = await m.fetch(url, { method: method.toUpperCase(), headers: { prefer: pref }, ...(body && {body}) });
    const t = await r.text();
    if (r.status !== Number(status)) bad.push(`${op.operationId} ${pref} → ${r.status} ${t.slice(0,300)}`);
  }
}
console.log(bad.join('\n'));
m.close();
