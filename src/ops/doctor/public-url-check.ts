import { type Finding, fine, problem, warning } from '../../domain/finding.ts';

const TIMEOUT_MS = 5_000;

/** Asks Faccia for a sign of life the way people's browsers would. */
export async function checkPublicUrl(publicUrl: string): Promise<Finding> {
  const name = `PUBLIC_URL ${new URL(publicUrl).origin}`;
  try {
    const response = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok && isAlive(await response.text())) return fine(`${name}: Faccia answers there.`);
    if (response.status >= 500) return notRunning(name, `HTTP ${response.status}`);
    return problem(
      `${name}: somebody answers there (HTTP ${response.status}), but not Faccia. Point the address, or the proxy in front, at Faccia's PORT.`,
    );
  } catch (error) {
    return notRunning(name, reasonOf(error));
  }
}

function notRunning(name: string, reason: string): Finding {
  return warning(
    `${name}: Faccia does not answer there (${reason}). Start it with npm start; if it runs, look at the proxy and DNS.`,
  );
}

function isAlive(text: string): boolean {
  try {
    return (JSON.parse(text) as { alive?: unknown } | null)?.alive === true;
  } catch {
    return false;
  }
}

/** Only codes: the sentences of fetch repeat the whole address. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: unknown } };
  if (typeof cause?.code === 'string') return cause.code;
  return name === 'TimeoutError' ? 'no answer within 5 s' : 'no connection';
}
