import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectConfig } from '../../config/config.ts';
import { LEAST_DESK, readLeastDesk } from '../support/least-desk.ts';

describe('how the server may be reached', () => {
  it('is one port, believing nobody but this machine, where nothing is said', () => {
    expect(readLeastDesk('').value?.serving).toEqual({
      trustProxy: ['loopback'],
      perMinute: 300,
      privatePort: null,
      privateHost: '127.0.0.1',
      privateUrl: null,
    });
  });

  it('is taken from the YAML', () => {
    const text =
      'http: { trust_proxy: [10.0.0.0/8, "fd00::/8"], requests_per_minute: 60, private_port: 9464, private_host: 0.0.0.0 }';
    expect(readLeastDesk(text).value?.serving).toEqual({
      trustProxy: ['10.0.0.0/8', 'fd00::/8'],
      perMinute: 60,
      privatePort: 9464,
      privateHost: '0.0.0.0',
      privateUrl: 'http://127.0.0.1:9464',
    });
    expect(readLeastDesk('http: { trust_proxy: 2 }').value?.serving.trustProxy).toBe(2);
  });

  it.each([
    ['trust_proxy: true', /http\.trust_proxy must be the number of proxies/u],
    ['trust_proxy: 11', /http\.trust_proxy must be the number of proxies/u],
    ['trust_proxy: [everybody]', /http\.trust_proxy\[0\] must be an address or a network/u],
    ['trust_proxy: [10.0.0.0/33]', /http\.trust_proxy/u],
    ['trust_proxy: [0.0.0.0/0]', /http\.trust_proxy/u],
    ['requests_per_minute: 1', /http\.requests_per_minute must be 10 or more/u],
    ['private_port: 70000', /http\.private_port must be a port number/u],
    ['private_host: example.com', /http\.private_host must be an address of this machine/u],
    ['private_url: http://ops.example.com', /http\.private_url must be an https address/u],
    ['port: 1', /has "port", which Faccia does not know/u],
  ])('is refused with the way out: %s', (line, problem) => {
    expect(readLeastDesk(`http: { ${line} }`).problems.join('\n')).toMatch(problem);
  });
});

describe('a private port that is the public one', () => {
  it('is refused with the way out', () => {
    const { problems } = inspectConfig({ PORT: '9464' }, () => `${LEAST_DESK}http: { private_port: 9464 }\n`);
    expect(problems.join('\n')).toContain('http.private_port is 9464, which is PORT. Give it another one');
  });
});

describe('the container', () => {
  const dockerfile = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

  it('runs as somebody who can change none of its files', () => {
    expect(last).toMatch(/\nUSER node\n/u);
    expect(last.slice(last.indexOf('USER node'))).not.toMatch(/USER root|USER 0/u);
    expect(dockerfile).not.toMatch(/--chown|chmod/u);
  });

  it('carries no secret', () => {
    expect(dockerfile).not.toMatch(/^(?:ARG|ENV) .*(?:TOKEN|SECRET|KEYS|PASSWORD)/mu);
    const ignored = readFileSync(new URL('../../.dockerignore', import.meta.url), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.git', '.faccia', 'config/faccia.yaml']));
  });
});
