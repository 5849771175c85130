import { onLibsqlServer } from './rows.ts';

await onLibsqlServer(() => import('../../apis/hrana/tokens.test.ts'));
