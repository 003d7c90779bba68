import type { Case } from './case.ts';
import { cardKey, noteKey } from './case.ts';
import { kindOf } from './faults.ts';
import { brandOf, type Scene } from './scene.ts';

const CREATE = 'POST /2/tweets';
const DELETE = 'DELETE /2/tweets/:id';

/** The account that posts the answer, or introduces: its tokens and its timeline are the ones that fail. */
export function posterOf(scene: Scene, { plan, responder }: Case): string {
  const { world } = scene.stage.x;
  const byBrand = plan.way === 'brand' || plan.introduction !== null;
  return byBrand ? (world.userByName(brandOf(plan))?.id ?? '') : responder.xId;
}

/** Before the mention is seen. */
export function armCard({ stage }: Scene, one: Case): void {
  const { card } = one.plan;
  if (card === null || one.before !== null) return;
  stage.slack.faults.arm({
    method: 'chat.postMessage',
    ...card,
    times: 1,
    args: `"${cardKey(one)}"`,
  });
}

/** Before the answer is submitted out of this window. */
export function armReply(scene: Scene, one: Case): void {
  const { faults } = scene.stage.x;
  const { introduction, answer, token, read, note, marker } = one.plan;
  if (introduction)
    faults.arm({
      route: CREATE,
      kind: kindOf(introduction),
      times: introduction.times,
      body: `"${one.mention.id}"`,
    });
  if (answer) faults.arm({ route: CREATE, kind: kindOf(answer), times: answer.times, body: marker });
  const userId = posterOf(scene, one);
  if (token) faults.arm({ route: 'POST /2/oauth2/token', kind: kindOf(token), times: token.times, userId });
  if (read) faults.arm({ route: 'GET /2/users/:id/tweets', kind: kindOf(read), times: read.times, userId });
  if (note !== null) {
    const args = `"${noteKey(one)}"`;
    scene.stage.slack.faults.arm({ method: 'chat.postMessage', ...note, times: 1, args });
  }
}

/** Before its person deletes it. */
export function armDeletion(scene: Scene, one: Case): void {
  const fault = one.plan.deletion?.fault;
  if (!fault) return;
  const { world, faults } = scene.stage.x;
  const userId =
    one.plan.way === 'brand' ? (world.userByName(brandOf(one.plan))?.id ?? '') : one.responder.xId;
  faults.arm({ route: DELETE, kind: kindOf(fault), times: fault.times, userId });
}
