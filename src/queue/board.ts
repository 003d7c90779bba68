import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Queue } from 'bullmq';

/** What an Express application hands on. */
export type BoardHandler = (request: never, response: never, next: (error?: unknown) => void) => void;

/** The same board twice: to look at, and to change things. */
export interface Board {
  look: BoardHandler;
  change: BoardHandler;
}

/** Loaded when somebody looks for the first time: most processes never show it. */
export async function createBoard(queues: readonly Queue[], path: string): Promise<Board> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ]);
  const make = (readOnlyMode: boolean): BoardHandler => {
    const serverAdapter = new ExpressAdapter().setBasePath(path);
    createBullBoard({
      queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode })),
      serverAdapter,
      options: {
        uiBasePath: dirname(createRequire(import.meta.url).resolve('@bull-board/ui/package.json')),
        uiConfig: {
          boardTitle: readOnlyMode ? 'Faccia (to look at)' : 'Faccia',
          hideRedisDetails: readOnlyMode,
          showWorkers: false,
          hideDocsLink: true,
          miscLinks: [{ text: 'Sign out', url: `${path}/sign-out` }],
        },
      },
    });
    return serverAdapter.getRouter() as BoardHandler;
  };
  return { look: make(true), change: make(false) };
}
