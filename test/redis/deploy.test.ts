import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDesk } from '../../config/desk.ts';
import { X_LIMITS } from '../../config/x-terms.ts';
import { createMeter } from '../../src/ops/meter.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import { createJobQueue } from '../../src/queue/job-queue.ts';
import { queueConnections } from '../../src/store/redis.ts';
import { TOKENS } from '../support/account.ts';
import { readProduct } from '../support/architecture.ts';
import { freshStore } from '../support/fresh-store.ts';
import { metricsIn } from '../support/metrics.ts';
import { readQuery } from '../support/promql.ts';
import { startRedis } from '../support/redis-server.ts';
import { aDesk, anAccount } from '../support/samples.ts';
import { anIngest, NOW, silentLog, WORKSPACE } from '../support/store.ts';

const fresh = freshStore();
const DEPLOY = new URL('../../deploy/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, DEPLOY), 'utf8');

interface Service {
  image: string;
  user: string;
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  command?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  ports?: string[];
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}
interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; description: string; runbook_url: string };
}
interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { h: number; w: number; x: number; y: number };
  datasource?: { uid: string };
  targets?: { expr: string; refId: string; datasource: { uid: string } }[];
}

const compose = parse(read('compose.yaml'), { merge: true }) as Compose;
const rules = (parse(read('prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const dashboard = JSON.parse(read('grafana/dashboards/faccia.json')) as { uid: string; panels: Panel[] };
const queries = [
  ...rules.map(({ alert, expr }) => ({ where: alert, expr })),
  ...dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ where: title, expr })),
  ),
];

describe('the compose file', () => {
  it('has Redis, Faccia as app and as worker, Prometheus and Grafana', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['app', 'grafana', 'prometheus', 'redis', 'worker']);
    expect(compose.services.app?.environment?.ROLES).toBe('ingest,slack');
    expect(compose.services.worker?.environment?.ROLES).toBe('worker');
  });

  it.each(Object.entries(compose.services))('closes %s: nobody is root, nothing is written', (_, service) => {
    expect(service.read_only).toBe(true);
    expect(service.user).toMatch(/^[1-9]\d*:\d+$/u);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/u);
    if (service.image !== 'faccia') expect(service.image).toMatch(/:v?\d+\.\d+\.\d+/u);
  });

  it('mounts only what is there, and names every volume', () => {
    for (const { volumes = [] } of Object.values(compose.services)) {
      for (const [from = ''] of volumes.map((volume) => volume.split(':'))) {
        if (from === './faccia.yaml') continue;
        if (from.startsWith('./')) expect(readdirSync(new URL(from, DEPLOY)).length).toBeGreaterThan(0);
        else expect(Object.keys(compose.volumes)).toContain(from);
      }
    }
  });

  it('gives each Faccia a place for archives, which all of them share', () => {
    const image = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
    expect(image).toMatch(/^WORKDIR \/app\n(?:.*\n)*RUN install -d -o node -g node \.faccia$/mu);
    const folder = readDesk('faccia.yaml', () => read('../config/faccia.example.yaml')).value?.retention.dir;
    expect(folder).toMatch(/^\.faccia\//u);
    for (const service of [compose.services.app, compose.services.worker])
      expect(service?.volumes).toContain('faccia-archive:/app/.faccia');
  });

  it('starts a Redis that keeps everything, by its own command', async () => {
    const [program, ...words] = compose.services.redis?.command ?? [];
    const given = words.map((word, at) => (at % 2 === 0 ? [word.replace('--', ''), words[at + 1]] : []));
    const { dir, ...settings } = Object.fromEntries(given.filter(({ length }) => length === 2));
    expect([program, dir]).toEqual(['redis-server', '/data']);
    const redis = await startRedis(settings);
    try {
      for (const [name, value] of Object.entries({
        appendonly: 'yes',
        appendfsync: 'everysec',
        maxmemory: String(1024 ** 3),
        'maxmemory-policy': 'noeviction',
      })) {
        expect(Object.keys(settings)).toContain(name);
        expect(Object.values((await redis.command('CONFIG', 'GET', name)) as object)).toContain(value);
      }
    } finally {
      await redis.close();
    }
  });

  it('starts Faccia as the image does', () => {
    const image = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
    const command = JSON.stringify(compose.services.app?.command).replaceAll(',', ', ');
    expect(image).toContain(`CMD ${command}`);
    expect(image).toMatch(/^USER node$/mu);
  });
});

describe('what Prometheus and Grafana ask for', () => {
  let text: string;
  beforeEach(async () => {
    const { registry, meter } = createMeter();
    const queue = createJobQueue({
      connect: queueConnections(fresh.server.url),
      workspace: WORKSPACE,
      log: silentLog,
    });
    const desk = { limits: X_LIMITS, budget: null, silence: aDesk().silence };
    const metrics = createMetrics({
      ...fresh.store,
      registry,
      queue,
      desk,
      clock: fresh.clock,
      log: silentLog,
    });
    await fresh.store.leases.acquire('x:mentions:acme', 'me', 10_000);
    await fresh.store.mentions.ingest(anIngest());
    await fresh.store.accounts.link(anAccount(), TOKENS, NOW);
    meter.mention('x:mentions:acme', 'opened', 1_000);
    meter.slackLimited('chat.postMessage');
    for (const name of ['dropped.a', 'muted.a', 'refused.a', 'deliveries.sent.direct', 'replies.sent.direct'])
      await fresh.store.counters.add(name);
    await fresh.store.spending.add({ id: 'e-1', call: 'create', micros: 15_000, at: NOW }, null);
    text = await metrics.text();
    await queue.close();
  });

  it('is PromQL', () => {
    expect(queries.length).toBeGreaterThan(50);
    expect(queries.filter(({ expr }) => readQuery(expr).errors.length > 0)).toEqual([]);
    expect(readQuery('sum((').errors).not.toEqual([]);
  });

  it('exists, with its labels', () => {
    const families = metricsIn(text);
    for (const { where, expr } of queries) {
      const { metrics, labels } = readQuery(expr);
      for (const metric of metrics.filter((name) => name !== 'up')) {
        const family = families.get(metric) ?? families.get(metric.replace(/_bucket$/u, ''));
        expect(family, `${where} asks for ${metric}`).toBeDefined();
        const lines = text.split('\n').filter((line) => new RegExp(`^${metric}[{ ]`, 'u').test(line));
        expect(lines.length, `${where}: ${metric} is never there`).toBeGreaterThan(0);
        // Prometheus itself gives these two.
        for (const label of labels.filter((name) => !['instance', 'job'].includes(name)))
          if (metrics.length === 1)
            expect(lines[0], `${where} asks for ${metric} by ${label}`).toContain(`${label}="`);
      }
    }
  });

  it('is written down in the documentation, and nothing else is', () => {
    const written = readFileSync(new URL('../docs/operations.md', DEPLOY), 'utf8');
    const named = new Set([...written.matchAll(/`(faccia_[a-z0-9_]+)/gu)].map(([, name]) => name));
    const families = [...metricsIn(text).keys()];
    expect(families.filter((name) => !/^faccia_(?:process|nodejs)_/u.test(name) && !named.has(name))).toEqual(
      [],
    );
    const missing = [...named].filter((name) => name && !name.endsWith('_') && !families.includes(name));
    expect(missing).toEqual([]);
  });

  it('has a counter under each rate', () => {
    const families = metricsIn(text);
    for (const { where, expr } of queries)
      for (const [, metric = ''] of expr.matchAll(/(?:rate|increase)\((\w+)/gu)) {
        const type = families.get(metric.replace(/_bucket$/u, ''))?.type;
        expect(['counter', 'histogram'], `${where}: ${metric}`).toContain(type);
      }
  });
});

describe('the alerts', () => {
  const runbooks = readFileSync(new URL('../docs/runbooks.md', DEPLOY), 'utf8');

  it.each(rules)(
    '$alert says how bad it is, and has a runbook',
    ({ alert, for: wait, labels, annotations }) => {
      expect(wait).toMatch(/^\d+[smh]$/u);
      expect(['warning', 'critical']).toContain(labels.severity);
      expect(annotations.summary.length).toBeGreaterThan(10);
      expect(annotations.runbook_url).toBe(`docs/runbooks.md#${alert.toLowerCase()}`);
      const section = runbooks.split(`## ${alert}\n`)[1]?.split('\n## ')[0] ?? '';
      expect(section.match(/^\d\. /gmu)?.length ?? 0).toBeGreaterThan(0);
    },
  );

  it('send nobody to a log line or a button that does not exist', () => {
    const product = [...readProduct().values()].join('\n');
    const events = [...runbooks.matchAll(/`([a-z]+(?:-[a-z]+)+)`/gu)].map(([, name]) => name);
    const buttons = [
      ...runbooks.matchAll(/[*_]([A-Z][a-z]+ [a-z]+)[*_] or [*_]([A-Z][a-z]+ [a-z]+)[*_]/gu),
    ].flatMap(([, one, other]) => [one, other]);
    expect(events.length).toBeGreaterThan(4);
    expect(buttons.length).toBeGreaterThan(1);
    for (const name of [...events, ...buttons]) expect(product.includes(`'${name}'`), name).toBe(true);
  });

  it('have no runbook too many', () => {
    const sections = [...runbooks.matchAll(/^## (\w+)$/gmu)].map(([, name]) => name);
    expect(sections).toEqual(rules.map(({ alert }) => alert));
  });
});

describe('the dashboard', () => {
  it('is provisioned with the data source that it asks', () => {
    const source = (
      parse(read('grafana/provisioning/datasources/prometheus.yaml')) as { datasources: { uid: string }[] }
    ).datasources[0]?.uid;
    const provider = (
      parse(read('grafana/provisioning/dashboards/faccia.yaml')) as {
        providers: { options: { path: string } }[];
      }
    ).providers[0]?.options.path;
    expect(compose.services.grafana?.volumes).toContain(`./grafana/dashboards:${provider}:ro`);
    for (const { targets = [], datasource } of dashboard.panels) {
      for (const target of targets) expect(target.datasource.uid).toBe(source);
      if (targets.length > 0) expect(datasource?.uid).toBe(source);
    }
  });

  it('has panels that do not lie on one another', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { gridPos: one, title } of panels) {
      expect(one.x + one.w, title).toBeLessThanOrEqual(24);
      for (const { gridPos: other } of panels)
        if (one !== other)
          expect(
            one.x < other.x + other.w &&
              other.x < one.x + one.w &&
              one.y < other.y + other.h &&
              other.y < one.y + one.h,
            title,
          ).toBe(false);
    }
  });

  it('asks something in every panel, each target by a name of its own', () => {
    for (const { type, title, targets = [] } of dashboard.panels) {
      if (type !== 'row') expect(targets.length, title).toBeGreaterThan(0);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
    }
  });
});
