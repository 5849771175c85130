import { onLibsqlServer } from './rows.ts';

await onLibsqlServer(() => import('../../apis/hrana/usage.test.ts'));
