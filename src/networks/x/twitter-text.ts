import { readdirSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import type TwitterText from 'twitter-text';

const require = createRequire(import.meta.url);

/**
 * X's own counting, without the polyfills that it asks for. Node has all of them built in, and the way in which they look
 * whether it has makes V8 give up its fast regular expressions in the whole process: splitting a line of X's stream then
 * takes hundreds of times as long.
 */
export const twitterText = withoutPolyfills();

function withoutPolyfills(): typeof TwitterText {
  const { resolve } = createRequire(require.resolve('twitter-text'));
  const folder = dirname(resolve('core-js/modules/es6.symbol'));
  const polyfills = readdirSync(folder).map((file) => `${folder}/${file}`);
  const hidden = polyfills.filter((path) => !(path in require.cache));
  // What is in the cache is not run.
  for (const path of hidden) require.cache[path] = nothing(path);
  try {
    return require('twitter-text') as typeof TwitterText;
  } finally {
    for (const path of hidden) delete require.cache[path];
  }
}

function nothing(path: string): NodeJS.Module {
  const module = new Module(path);
  module.loaded = true;
  return module;
}
