import { onLibsqlServer } from './rows.ts';

await onLibsqlServer(() => import('../../apis/hrana/rights.test.ts'));
