import { onLibsqlServer } from './rows.ts';

await onLibsqlServer(() => import('../../apis/hrana/contents.test.ts'));
