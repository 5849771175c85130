import { onLibsqlServer } from './rows.ts';

await onLibsqlServer(() => import('../../apis/hrana/baton-life.test.ts'));
