import { randomBytes } from 'node:crypto';
import type { AuthOutcome, SenderVerdict, SmtpReport } from '../domain/probes/smtp-report.ts';
import { hourMs } from '../lib/time-units.ts';
import { hashAccount } from '../services/smtp/hash-account.ts';
import { describeAccount } from '../services/smtp/refused-secrets.ts';
import type { SmtpProbe } from '../services/smtp/smtp-probe.ts';
import type { Envelope, SmtpCredentials, SmtpRequest } from '../services/smtp/smtp-request.ts';

/** How long a login that was accepted stands for the next ones, ms. */
const loginLastsMs = 6 * hourMs;
/** One that was put off stands shorter: the server asked to come later, not soon. */
const deferredLastsMs = hourMs;

interface AnsweredLogin {
  readonly key: string;
  readonly at: number;
  readonly report: SmtpReport;
}

/** Logins that servers accepted or put off, by a salted hash of the account with its secret. */
export interface LoginMemory {
  /** Base64. */
  readonly salt: string;
  readonly accepted: readonly AnsweredLogin[];
}

export interface LoginMemoryFile {
  read(): Promise<LoginMemory | undefined>;
  write(memory: LoginMemory): Promise<void>;
}

const freshSalt = (): string => randomBytes(16).toString('base64');

/**
 * A probe for who comes back all day: it logs in with the same account at most every six hours, and after a login that was
 * put off at most every hour. In between it meets the server without one, and where that goes well answers as the last did. Refused secrets are remembered elsewhere
 * and never sent again. With a `lastsMs` of 0 it logs in, and remembers that for others.
 */
export const sparingProbe = (
  probe: SmtpProbe,
  file: LoginMemoryFile,
  now: () => number,
  lastsMs = loginLastsMs,
): SmtpProbe => {
  let loaded: Promise<LoginMemory> | undefined;
  const load = (): Promise<LoginMemory> => {
    loaded ??= file.read().then((memory) => memory ?? { salt: freshSalt(), accepted: [] });
    return loaded;
  };
  const remember = async (key: string, report: SmtpReport): Promise<void> => {
    const { salt, accepted } = await load();
    const kept = accepted.filter((each) => each.key !== key && now() - each.at < loginLastsMs);
    const memory = { salt, accepted: [...kept, { key, at: now(), report: withoutSecrets(report) }] };
    loaded = Promise.resolve(memory);
    await file.write(memory);
  };
  return {
    async probe(request, options) {
      const { credentials } = request;
      if (credentials === undefined || request.retrySecret === true) return await probe.probe(request, options);
      const { salt, accepted } = await load();
      const key = await keyOf(request, credentials, salt);
      const last = accepted.find(
        (each) => each.key === key && now() - each.at < Math.min(lastsMs, lastingOf(each.report.auth.kind)),
      );
      if (last === undefined) {
        const report = await probe.probe(request, options);
        if (lastingOf(report.auth.kind) > 0) await remember(key, report);
        return report;
      }
      const { credentials: _kept, envelopes, mechanism: _asked, ...bare } = request;
      const met = await probe.probe(bare, options);
      if (met.failure !== undefined) return met;
      const { tls, resolution, attempts, connectedTo } = met;
      return {
        ...last.report,
        tls,
        resolution,
        attempts,
        connectedTo,
        senders: sendersOf(last.report, (await envelopes) ?? []),
      };
    },
  };
};

/** How long, ms, what a server said of a login is not asked again. */
const lastingOf = (kind: AuthOutcome['kind']): number => {
  if (kind === 'accepted') return loginLastsMs;
  return kind === 'deferred' ? deferredLastsMs : 0;
};

/** A sender that was not tried then was not tried. */
const sendersOf = ({ senders }: SmtpReport, envelopes: readonly Envelope[]): readonly SenderVerdict[] =>
  envelopes.map(
    ({ sender, recipients }): SenderVerdict =>
      senders.find(({ address }) => address === sender) ?? {
        address: sender,
        outcome: { kind: 'not-tried', why: 'limit' },
        recipients: recipients.map((address) => ({ address, outcome: { kind: 'not-tried', why: 'limit' } })),
      },
  );

/** What a secret was before it was masked is for the moment alone. */
const withoutSecrets = (report: SmtpReport): SmtpReport =>
  JSON.parse(JSON.stringify(report, (name, value: unknown) => (name === 'unmasked' ? undefined : value)));

const keyOf = ({ host, port, mechanism }: SmtpRequest, credentials: SmtpCredentials, salt: string): Promise<string> =>
  hashAccount(describeAccount({ host, port, credentials, ...(mechanism !== undefined && { mechanism }) }), salt);
