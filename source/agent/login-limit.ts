import { createHash } from 'node:crypto';
import { ProbeError } from '../domain/errors.ts';
import type { SmtpReport } from '../domain/probes/smtp-report.ts';
import type { LoginGuard } from '../inquiry/login-guard.ts';
import { hourMs, minuteMs } from '../lib/time-units.ts';
import { createTurns } from '../lib/turns.ts';
import { describeAccount } from '../services/smtp/refused-secrets.ts';
import type { SmtpProbe } from '../services/smtp/smtp-probe.ts';
import type { SmtpRequest } from '../services/smtp/smtp-request.ts';

/** For so long the same question to the same account is answered from memory: its evidence says when it was measured. */
const rememberedMs = 15 * minuteMs;
/** Providers count logins too, and an agent asks as often as it likes. */
export const mostLogins = 10;

interface Remembered {
  readonly at: number;
  readonly report: SmtpReport;
}

/**
 * Lets an agent ask as often as it likes without logging in each time: at most `mostLogins` an hour for one account
 * with one secret, and no second login for what was answered a few minutes ago. Another secret, host or user is another
 * account. Sessions that do not log in pass.
 */
export const createLoginLimit = (now: () => Date): LoginGuard => {
  const remembered = new Map<string, Remembered>();
  const logins = new Map<string, readonly number[]>();
  const turns = createTurns();

  const probeLimited = async (
    probe: SmtpProbe,
    request: SmtpRequest & Required<Pick<SmtpRequest, 'credentials'>>,
    options: Parameters<SmtpProbe['probe']>[1],
  ): Promise<SmtpReport> => {
    const { host, port, credentials } = request;
    const account = hash(describeAccount({ host, port, credentials }));
    const question = hash(JSON.stringify([account, await askedOf(request)]));
    return await turns.take(account, options.signal, async () => {
      const time = now().getTime();
      const known = remembered.get(question);
      if (known !== undefined && time - known.at < rememberedMs) return known.report;
      const recent = (logins.get(account) ?? []).filter((at) => time - at < hourMs);
      const [first] = recent;
      if (first !== undefined && recent.length >= mostLogins) {
        const again = new Date(first + hourMs).toISOString().slice(11, 16);
        throw new ProbeError(
          'smtp',
          `${host}, port ${port}`,
          `This session has logged in to ${host} as ${credentials.user} ${mostLogins} times within an hour; it does not do so again before ${again} UTC.`,
        );
      }
      // Counted before it is known how it ends: a login that is given up half-way was one all the same.
      logins.set(account, [...recent, time]);
      const report = await probe.probe(request, options);
      if (!wasSent(report)) logins.set(account, recent);
      else remembered.set(question, { at: time, report });
      return report;
    });
  };

  return (probe) => ({
    probe: (request, options) =>
      request.credentials === undefined
        ? probe.probe(request, options)
        : probeLimited(probe, { ...request, credentials: request.credentials }, options),
  });
};

const askedOf = async ({ tls, heloName, envelopes, mechanism }: SmtpRequest): Promise<unknown> => [
  tls,
  heloName ?? null,
  (await envelopes) ?? [],
  mechanism ?? null,
];

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether the server was sent the secret; a connection that was never made may be tried again at once. */
const wasSent = ({ auth: { kind } }: SmtpReport): boolean =>
  kind === 'accepted' || kind === 'refused' || kind === 'deferred';
