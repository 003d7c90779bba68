import type { Tokens } from '../../src/stores.ts';
import { NOW } from './store.ts';

/** Recognisable wherever they stand in clear. */
export const TOKENS: Tokens = {
  accessToken: 'access-in-clear-0123456789',
  refreshToken: 'refresh-in-clear-0123456789',
  expiresAt: NOW + 7_200_000,
  scopes: ['tweet.read', 'tweet.write'],
};
