import { createSqldHost } from './src/sql/sqld/engine-host.ts';
import { createInProcessHost } from './src/sql/local/in-process-host.ts';
import { startSqld } from './test/sqld/server.ts';
const sqld = await startSqld();
const host = createSqldHost(sqld, createInProcessHost());
const engine = host.createEngine({ clock: {now: Date.now, at:()=>()=>{}, state:()=>({offset:0,stoppedAt:undefined}), onChange:()=>()=>{}} });
const t=Date.now(); let errors=0;
for (let i=0;i<60;i++){
  const id='c'+i; const s=engine.open({id},'full');
  const one=async(sql:string)=>{ try { const r=await s.run({type:'steps',steps:[{sql}]}); if(r.type!=='done') console.log(i,sql,r);} catch(e){errors++;console.log(i,sql,String(e))} };
  await one('create table t(a)'); await one('begin'); await one('insert into t values(1)'); await one('commit'); await one("select cast(x'ff' as text)"); await one('select * from t');
  s.close();
  if(i%2) await engine.remove(id);
}
console.log('ms per', (Date.now()-t)/60, errors);
console.log(await engine.open({id:'c0'},'full').run({type:'steps',steps:[{sql:'select count(*) from t'}]}));
await host.end(); await sqld.close();
