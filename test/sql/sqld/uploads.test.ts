import { onLibsqlServer } from './rows.ts';

await onLibsqlServer(() => import('../../apis/hrana/uploads.test.ts'));
