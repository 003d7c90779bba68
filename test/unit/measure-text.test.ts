import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { measureText } from '../support/measure-text.ts';

const run = promisify(execFile);
const TSX = ['--import', import.meta.resolve('tsx')];

describe('emoji of every family', () => {
  it.each(['😀', '👍🏽', '👩🏿‍🚒', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇮🇹', '❤️', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])('weigh 2: %s', (emoji) => {
    expect(measureText(emoji).length).toBe(2);
    expect(measureText(emoji.repeat(3)).length).toBe(6);
  });
});

describe('letters', () => {
  it.each([
    ['Latin, once composed', 'e\u0301', 1],
    ['Cyrillic', 'привет', 6],
    ['Arabic', 'سلام', 4],
    ['Japanese', 'こんにちは', 10],
    ['Korean', '안녕', 4],
    ['Chinese', '你好', 4],
    ['nothing', '', 0],
  ])('of %s are weighed as X does', (_what, text, length) => {
    expect(measureText(text).length).toBe(length);
  });

  it('reach the limit together', () => {
    expect(measureText('x'.repeat(280))).toMatchObject({ length: 280, limit: 280 });
    expect(measureText('語'.repeat(141)).length).toBe(282);
  });
});

describe('a link', () => {
  it.each(['https://t.co/a', `https://acme.com/${'x'.repeat(500)}`, 'acme.com', 'http://münchen.de/ä'])(
    'weighs 23 and costs 0.2 dollars: %s',
    (url) => {
      expect(measureText(url)).toMatchObject({ length: 23, hasUrl: true, price: 0.2 });
    },
  );

  it('is counted each time, and paid once', () => {
    expect(measureText('acme.com acme.com')).toMatchObject({ length: 47, price: 0.2 });
  });

  it.each(['hello', 'Mr.Smith', 'me@acme.com', 'v1.2.3', '@acme #help', 'file.txt'])(
    'is not what only looks like one: %s',
    (text) => {
      expect(measureText(text)).toMatchObject({ hasUrl: false, price: 0.015 });
    },
  );
});

describe('cashtags', () => {
  it.each([
    ['$ACME', 1],
    ['$ACME and $BETA', 2],
    ['it costs $20 or US$5', 0],
    ['a$ACME', 0],
  ])('in %j are %i', (text, count) => {
    expect(measureText(text).cashtags).toBe(count);
  });
});

describe('counting', () => {
  it('runs none of the polyfills that cost the process its fast regular expressions', async () => {
    const module = new URL('../support/measure-text.ts', import.meta.url);
    const program = `
      import { measureText } from '${module}';
      console.log(measureText('acme.com').length, '__core-js_shared__' in globalThis);`;
    // A process of its own: what the tests themselves import of X's counting runs them.
    const { stdout } = await run(process.execPath, [...TSX, '--input-type=module', '--eval', program]);
    expect(stdout).toBe('23 false\n');
  });
});
