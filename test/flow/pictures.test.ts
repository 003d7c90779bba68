import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { ADA, type Desk, openDesk } from '../support/desk.ts';
import { aPng } from '../support/pictures.ts';

/** Stands in every picture: wherever it is on the disk, a picture was written there. */
const MARK = 'these-bytes-belong-on-no-disk';
const ANSWER = 'The second light must be green, like here.';

let desk: Desk;
let temporary: string;
beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'faccia-nothing-'));
  // What compiles the product for the tests keeps its own files there, unless it is told not to.
  desk = await openDesk({ env: { TMPDIR: temporary, TSX_DISABLE_CACHE: '1' } });
});
afterAll(async () => {
  await desk.close();
  rmSync(temporary, { recursive: true });
});

const put = (name: string, bytes: Buffer = aPng([180, 40, 45], MARK), type?: string) =>
  desk.slack.workspace.files.add(ADA, name, bytes, type).id;

async function answering(words: string): Promise<{ post: StoredPost; view: string }> {
  const post = desk.mention(words, { by: `customer_${desk.x.world.users.size}` });
  await desk.take(ADA, post);
  return { post, view: await desk.openReply(ADA, post) };
}

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = statSync(path);
    return stats.isDirectory() ? filesIn(path) : stats.isFile() ? [path] : [];
  });
}

describe('an answer with two pictures', () => {
  it('is introduced by the brand, and stands on X with both and what they show', async () => {
    const { post, view } = await answering('@acme my light is red');
    const [one, other] = [put('lights.png'), put('box.png')];
    expect(await desk.submit(ADA, view, ANSWER, [one, other])).toMatchObject({ ok: true, closed: false });
    expect(await desk.describeFiles(ADA, { [one]: 'Four lights', [other]: '' })).toMatchObject({
      errors: { [`alt_${other}`]: expect.any(String) },
    });
    await desk.describeFiles(ADA, { [one]: 'Four lights', [other]: 'A grey box' });
    await desk.untilNote(post, /Sent/u);
    const [introduction] = desk.postsBy('acme');
    const [answer] = desk.postsBy('ada_fixes');
    expect(introduction?.images).toEqual([]);
    expect(answer?.images.map(({ alt }) => alt)).toEqual(['Four lights', 'A grey box']);
    expect(answer?.inReplyTo).toBe(introduction?.id);
    // By the local X's bill: two posts that were summoned, two descriptions, and what was read.
    expect(desk.x.requests.filter(({ route }) => route === 'POST /2/media/metadata')).toHaveLength(2);
  });

  it('leaves none of them on the disk', () => {
    const written = filesIn(desk.dir);
    // What is searched is what the product writes: its own Redis among it.
    expect(written.filter((path) => readFileSync(path).includes('Four lights'))).not.toEqual([]);
    expect(written.filter((path) => readFileSync(path).includes(MARK))).toEqual([]);
    expect(filesIn(temporary)).toEqual([]);
  });
});

describe('a file that X would not take', () => {
  it('is refused in the window, which keeps text and files, and goes on without it', async () => {
    const { post, view } = await answering('@acme @ada_fixes and the invoice?');
    const [picture, letter] = [
      put('lights.png'),
      put('letter.png', Buffer.from('%PDF-1.7'), 'application/pdf'),
    ];
    const refused = await desk.submit(ADA, view, 'It is attached.', [picture, letter]);
    expect(refused).toMatchObject({
      closed: false,
      errors: { reply_files: expect.stringMatching(/letter\.png/u) },
    });
    await desk.submit(ADA, view, 'It is attached.', [picture]);
    await desk.describeFiles(ADA, { [picture]: 'The invoice' });
    await desk.untilNote(post, /Sent/u);
    expect(desk.postsBy('ada_fixes').at(-1)?.images).toMatchObject([{ alt: 'The invoice' }]);
  });

  it('by its bytes is refused before anything is public, with the text kept', async () => {
    const { post, view } = await answering('@acme @ada_fixes and where?');
    const before = desk.postsBy('ada_fixes').length;
    const fake = put('map.png', Buffer.from('<html>not a map</html>'));
    await desk.submit(ADA, view, 'Right here.', [fake]);
    await desk.describeFiles(ADA, { [fake]: 'A map' });
    await desk.untilNote(post, /Refused: nobody saw it.*"map\.png".*Choose a picture again/su);
    expect(desk.postsBy('ada_fixes')).toHaveLength(before);
    const again = await desk.openReply(ADA, post);
    expect(JSON.stringify(desk.slack.workspace.views.get(again)?.view)).toContain('Right here.');
  });
});
