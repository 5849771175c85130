export { withRegion } from '../../src/tools/generated-region.ts';
