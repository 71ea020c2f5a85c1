import { expect, test } from 'vitest';
import type { SmtpReport } from '../../source/domain/probes/smtp-report.ts';
import { Secret } from '../../source/domain/secret.ts';
import { type LoginMemory, sparingProbe } from '../../source/monitor/login-memory.ts';
import type { SmtpRequest } from '../../source/services/smtp/smtp-request.ts';

const hour = 3_600_000;

/** A server that answers each login so; and how often it was logged in to. */
const openServer = () => {
  const server = { accepts: true, isBusy: false, isReached: true, now: 0, logins: 0, visits: 0 };
  let memory: LoginMemory | undefined;
  const file = {
    read: async () => memory,
    write: async (given: LoginMemory) => {
      memory = JSON.parse(JSON.stringify(given));
    },
  };
  const probe = {
    async probe({ credentials }: SmtpRequest): Promise<SmtpReport> {
      server.visits += 1;
      if (credentials !== undefined) server.logins += 1;
      const answer = server.isBusy ? 'deferred' : server.accepts ? 'accepted' : 'refused';
      const auth = credentials === undefined ? 'not-tried' : answer;
      return {
        senders: [],
        auth: { kind: auth },
        ...(server.isReached ? {} : { failure: { kind: 'network' } }),
      } as unknown as SmtpReport;
    },
  };
  /** As a process that has just started sees it: it knows nothing but the file. */
  const visit = async (password: string, request: Partial<SmtpRequest> = {}) => {
    const sparing = sparingProbe(probe, file, () => server.now);
    const credentials = { kind: 'password', user: 'odoo', secret: new Secret(password) };
    const report = await sparing.probe(
      { host: 'smtp.example', port: 587, credentials, ...request } as unknown as SmtpRequest,
      { signal: new AbortController().signal },
    );
    return report.auth.kind;
  };
  return { server, visit, memory: () => JSON.stringify(memory) };
};

test('an account is logged in to at most every six hours, over restarts, and met without a login in between', async () => {
  const { server, visit, memory } = openServer();
  for (const at of [0, 1, 3, 5.99]) {
    server.now = at * hour;
    expect(await visit('hush')).toBe('accepted');
  }
  expect(server).toMatchObject({ logins: 1, visits: 4 });
  server.now = 6 * hour;
  await visit('hush');
  expect(server.logins).toBe(2);
  expect(memory()).not.toContain('hush');
});

test('another secret, another port and a person who asks for it are logged in with at once', async () => {
  const { server, visit } = openServer();
  await visit('hush');
  await visit('other');
  await visit('hush', { port: 465 });
  await visit('hush', { retrySecret: true });
  expect(server.logins).toBe(4);
});

test('a server that is not reached in between is not said to take the login', async () => {
  const { server, visit } = openServer();
  await visit('hush');
  server.isReached = false;
  expect(await visit('hush')).toBe('not-tried');
});

test('a login that was refused is no accepted one', async () => {
  const { server, visit, memory } = openServer();
  server.accepts = false;
  expect(await visit('hush')).toBe('refused');
  expect(memory()).toBeUndefined();
});

test('a login that was put off is tried again after an hour, not at every look', async () => {
  const { server, visit } = openServer();
  server.isBusy = true;
  for (const at of [0, 0.25, 0.99]) {
    server.now = at * hour;
    expect(await visit('hush')).toBe('deferred');
  }
  expect(server.logins).toBe(1);
  server.isBusy = false;
  server.now = hour;
  expect(await visit('hush')).toBe('accepted');
  expect(server.logins).toBe(2);
});
