import type { Activity, ActivityLog } from '../../domain/activity/activity-log.ts';
import { formatHostPort } from '../../domain/host-port.ts';
import type { AddressAttempt, ResolveHost } from '../../domain/probes/network.ts';
import type { SmtpReport } from '../../domain/probes/smtp-report.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { Resolver } from '../../services/dns/resolver.ts';
import type { PortProbe } from '../../services/ports/port-probe.ts';
import type { SmtpProbe } from '../../services/smtp/smtp-probe.ts';
import type { SmtpSender } from '../../services/smtp/smtp-sender.ts';

interface Recording {
  readonly log?: ActivityLog | undefined;
  readonly now: () => Date;
}

/** A session's lines, as its transcript has them: secrets are masked there, and no message is in it. */
export const transcriptActivities = (
  { host, port }: { readonly host: string; readonly port: number },
  { transcript }: Pick<SmtpReport, 'transcript'>,
  at: Date,
): readonly Activity[] =>
  transcript.map(({ mark, text }) => ({
    at,
    kind: 'smtp',
    on: formatHostPort(host, port),
    text: `${mark} ${text}`,
    outcome: '',
    failed: mark === '<**' || mark === '***',
  }));

export const recordSessions = (probe: SmtpProbe, { log, now }: Recording): SmtpProbe =>
  log === undefined
    ? probe
    : {
        async probe(request, options) {
          const at = now();
          const report = await probe.probe(request, options);
          for (const activity of transcriptActivities(request, report, at)) log.add(activity);
          return report;
        },
      };

export const recordSending = (sender: SmtpSender, { log, now }: Recording): SmtpSender =>
  log === undefined
    ? sender
    : {
        async send(request, message, options) {
          const at = now();
          const session = await sender.send(request, message, options);
          for (const activity of transcriptActivities(request, session.report, at)) log.add(activity);
          return session;
        },
      };

export const recordLookups = (resolver: Resolver, on: string, { log, now }: Recording): Resolver =>
  log === undefined
    ? resolver
    : {
        async lookUp(name, type, options) {
          const at = now();
          const started = performance.now();
          const answer = await resolver.lookUp(name, type, options);
          const outcome = answer.kind === 'answer' ? countOf(answer.records.length, 'record') : answer.kind;
          const failed = !['answer', 'nodata', 'nxdomain'].includes(answer.kind);
          const durationMs = performance.now() - started;
          log.add({ at, kind: 'dns', on, text: `${type} ${name}`, outcome, durationMs, failed });
          return answer;
        },
      };

export const recordResolving = (resolve: ResolveHost, on: string, { log, now }: Recording): ResolveHost =>
  log === undefined
    ? resolve
    : async (host, options) => {
        const at = now();
        const started = performance.now();
        const answer = await resolve(host, options);
        const found = answer.kind === 'addresses';
        log.add({
          at,
          kind: 'dns',
          on,
          text: `addresses of ${host}`,
          outcome: found ? answer.addresses.map(({ address }) => address).join(', ') : answer.reason,
          durationMs: performance.now() - started,
          failed: !found,
        });
        return answer;
      };

export const recordPorts = (probe: PortProbe, { log, now }: Recording): PortProbe => {
  if (log === undefined) return probe;
  const note = (at: Date, { host, port, attempts }: Probed): void => {
    for (const { address, outcome, durationMs } of attempts) {
      const text = `connect ${formatHostPort(address, port)}`;
      const failed = outcome.kind !== 'open';
      log.add({ at, kind: 'port', on: formatHostPort(host, port), text, outcome: outcome.kind, durationMs, failed });
    }
  };
  return {
    async probe(target, options) {
      const at = now();
      const report = await probe.probe(target, options);
      note(at, { ...target, attempts: report.attempts });
      return report;
    },
    async measureMatrix(targets, options) {
      const at = now();
      const cells = await probe.measureMatrix(targets, options);
      for (const cell of cells) note(at, cell);
      return cells;
    },
  };
};

interface Probed {
  readonly host: string;
  readonly port: number;
  readonly attempts: readonly AddressAttempt[];
}
