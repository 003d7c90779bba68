import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line of a piece of work carries. */
export interface LogScope {
  run<T>(fields: Record<string, string>, work: () => Promise<T>): Promise<T>;
  fields(): Record<string, string>;
}

export function createLogScope(): LogScope {
  const storage = new AsyncLocalStorage<Record<string, string>>();
  const fields = () => storage.getStore() ?? {};
  return { run: (more, work) => storage.run({ ...fields(), ...more }, work), fields };
}
