import { adminApi } from './admin/api.ts';
import type { Api } from '../contract/api.ts';
import { lambdaApi } from './lambda/api.ts';
import { turso2023 } from './turso/2023/api.ts';

/** Every API that is served, in the order in which they are shown. */
export const apis: readonly Api[] = [turso2023, lambdaApi, adminApi];
