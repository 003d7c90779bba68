import { mergeConfig } from 'vitest/config';
import suite from '../vitest.config.ts';

/** Also what waits for servers to die and others to take over. */
export default mergeConfig(suite, { test: { include: ['test/cluster/*.slow.ts'] } });
