import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackFault } from '../../sandbox/slack/faults.ts';
import { createSlackFiles } from '../../src/slack/files.ts';
import { ADA } from '../support/desk.ts';
import { BOT_TOKEN, LocalSlack } from '../support/local-slack.ts';
import { aPng } from '../support/pictures.ts';

const MOST = 1_000_000;

let local: LocalSlack;
const open = async (over: Parameters<typeof LocalSlack.open>[1] = {}) => {
  local = await LocalSlack.open('socket', over);
};
beforeEach(() => open());
afterEach(() => local.close());

const files = (token = BOT_TOKEN) =>
  createSlackFiles(
    { token, apiUrl: local.slack.apiUrl, timeoutMs: 500 },
    { interactive: local.client(), posting: local.client() },
  );
const put = (bytes = aPng(), name = 'bill.png', type?: string) =>
  local.slack.workspace.files.add(ADA, name, bytes, type);
const fail = (fault: SlackFault['do']) =>
  local.slack.faults.arm({ method: 'GET file', when: 'before', do: fault, times: 1 });

describe('a file in Slack', () => {
  it('is known by name, type and size, and comes as it is', async () => {
    const bytes = Buffer.concat([aPng(), Buffer.alloc(300_000, 9)]);
    const { id } = put(bytes, 'câble\u202e & \nbox.png');
    expect(await files().facts(id)).toEqual({
      id,
      name: 'câble & box.png',
      mimeType: 'image/png',
      size: bytes.length,
      alt: '',
    });
    expect(Buffer.from(await files().read(id, MOST)).equals(bytes)).toBe(true);
  });

  it('that was deleted meanwhile, or never was, is gone', async () => {
    const { id } = put();
    local.slack.workspace.files.delete(id);
    for (const each of [id, 'F0NEVER']) {
      await expect(files().facts(each)).rejects.toMatchObject({ code: 'file-gone' });
      await expect(files().read(each, MOST)).rejects.toMatchObject({ code: 'file-gone' });
    }
  });

  it('is given up as soon as it is larger than allowed, whatever Slack said of its size', async () => {
    const stored = put(Buffer.alloc(2 * MOST));
    stored.size = 10;
    await expect(files().read(stored.id, MOST)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it.each([
    ['is away', { status: 503 }],
    ['cuts', 'cut'],
    ['says nothing in time', 'hang'],
  ] as const)('may be asked for again when Slack %s', async (_what, fault) => {
    const { id } = put();
    fail(fault);
    await expect(files().read(id, MOST)).rejects.toMatchObject({ name: 'UnavailableError' });
    expect(await files().read(id, MOST)).toHaveLength(aPng().length);
  });

  it('is waited for as long as Slack says', async () => {
    const { id } = put();
    fail({ status: 429, headers: { 'retry-after': '7' } });
    await expect(files().read(id, MOST)).rejects.toMatchObject({ retryAfterMs: 7_000 });
  });
});

describe('without the right to read files', () => {
  it('nothing is read, and operations hear what is missing', async () => {
    await local.close();
    await open({ scopes: ['chat:write'] });
    const { id } = put();
    await expect(files().facts(id)).rejects.toMatchObject({ slackCode: 'missing_scope' });
  });

  it('nobody follows Slack to its page for signing in', async () => {
    const { id } = put();
    await expect(files('xoxb-other').read(id, MOST)).rejects.toMatchObject({ code: 'file-forbidden' });
  });
});

describe('an address that is not Slack’s', () => {
  let elsewhere: Server;
  const asked: (string | undefined)[] = [];
  beforeEach(async () => {
    elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end('thank you for the token');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => elsewhere.close(resolve)));

  it('is never asked', async () => {
    const stored = put();
    stored.elsewhere = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    await expect(files().read(stored.id, MOST)).rejects.toMatchObject({ code: 'file-address' });
    expect(asked).toEqual([]);
  });
});
