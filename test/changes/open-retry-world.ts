import type { RetryWorld } from '../../source/changes/retry/plan-retry.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { connectTo } from '../../source/services/ports/connect-port.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../../source/services/smtp/smtp-probe.ts';
import { trustSystem } from '../../source/services/smtp/tls/trust.ts';
import { openSession } from '../support/session.ts';

/** What a retry needs, on a real database; every mail server's name leads to this machine. */
export const openRetryWorld = async (dsn: string, parts: Partial<RetryWorld> = {}): Promise<RetryWorld> => ({
  odoo: await openOdoo(openSession(dsn)),
  seen: { wanted: addressOf(dsn), sight: undefined },
  smtp: createSmtpProbe({
    network: {
      resolve: async () => ({ kind: 'addresses', addresses: [{ address: '127.0.0.1', family: 4 }] }),
      connect: connectTo,
    },
    trust: trustSystem(),
    refusedSecrets: createRefusedSecrets(),
    findHeloName: async () => 'client.example.test',
    now: () => new Date(),
  }),
  login: {
    startTls: false,
    user: undefined,
    password: undefined,
    certificateFile: undefined,
    privateKeyFile: undefined,
  },
  configuration: { smtpServer: 'localhost', smtpPort: 25, emailFrom: undefined, fromFilter: [] },
  now: () => new Date(),
  timeoutMs: 5_000,
  totalTimeoutMs: 10_000,
  ...parts,
});

const addressOf = (dsn: string): RetryWorld['seen']['wanted'] => {
  const { pathname, hostname, port } = new URL(dsn);
  return { database: decodeURIComponent(pathname.slice(1)), host: hostname, port: Number(port) };
};
