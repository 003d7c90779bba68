import type { Router } from 'express';
import { type QueuesOpenedDeps, queuesOpened } from './queues-opened.ts';
import { type SignedInDeps, signedIn, signedOut, signInOpened } from './signed-in.ts';

export type BoardDeps = QueuesOpenedDeps & Omit<SignedInDeps, 'signIn'>;

/** The queue board, behind Sign in with Slack. `signIn` null: Faccia was not told its client id, and says so. */
export function registerBoard(
  router: Router,
  deps: BoardDeps & { signIn: SignedInDeps['signIn'] | null; boardPages: { off(): string } },
): void {
  const { signIn } = deps;
  if (signIn === null) {
    router.use('/queues', (_request, response) => {
      response.status(503).type('html').send(deps.boardPages.off());
    });
    return;
  }
  router.get('/queues/sign-in', signInOpened({ ...deps, signIn }));
  router.get('/queues/signed-in', signedIn({ ...deps, signIn }));
  router.get('/queues/sign-out', signedOut());
  router.use('/queues', queuesOpened(deps));
}
