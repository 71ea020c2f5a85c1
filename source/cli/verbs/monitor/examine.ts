import { causes } from '../../../causes/index.ts';
import { measureUsage } from '../../../causes/rate-limit/measure-usage.ts';
import { stateHomeOf } from '../../../changes/journal/state-home.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { openSessions, type RelaySession } from '../../../checks/measure/smtp-sessions.ts';
import { diagnose } from '../../../diagnosis/diagnose.ts';
import type { DatabaseAddress } from '../../../domain/database/database-address.ts';
import type { ExaminedDatabase } from '../../../monitor/advance.ts';
import { readRecords } from '../../../monitor/dns-records.ts';
import { sparingProbe } from '../../../monitor/login-memory.ts';
import { measureExamination } from '../../../monitor/measure-examination.ts';
import type { SeenCertificate } from '../../../monitor/rules/judge-examination.ts';
import type { LimitUse } from '../../../monitor/rules/judge-limit.ts';
import type { DatabaseState } from '../../../monitor/state.ts';
import { createRefusedSecrets } from '../../../services/smtp/refused-secrets.ts';
import type { Target } from '../../../target/target.ts';
import { createCheckContext } from '../../../world/check-context.ts';
import type { CommandContext } from '../../../world/command.ts';
import { openLoginMemory } from '../../../world/login-memory-file.ts';
import { openDatabase } from '../../../world/open-target.ts';

export interface ExamineParts {
  readonly target: Target;
}

/** Runs the causes as `check` does, with one connection, and logs in no more often than a watch may. */
export const createExaminations = (context: CommandContext, { target }: ExamineParts) => {
  const refusedSecrets = createRefusedSecrets();
  const logins = openLoginMemory(stateHomeOf(context.env));
  return async (address: DatabaseAddress, before: DatabaseState, signal: AbortSignal): Promise<ExaminedDatabase> => {
    const given = { ...context, signal };
    await using database = await openDatabase(given, address, target, { connections: 1 });
    const usual = await createCheckContext(given, { database, target, refusedSecrets });
    const checks: CheckContext = {
      ...usual,
      smtp: sparingProbe(usual.smtp, logins, () => context.now().getTime()),
    };
    for await (const event of diagnose(checks, causes)) {
      if (event.kind !== 'verdict') continue;
      const { reports, verdict } = event;
      const evidence = reports.flatMap(({ findings }) => findings.flatMap((finding) => finding.evidence));
      // As this run held them; none where it could hold none.
      const sessions = await openSessions(checks).catch(() => []);
      return {
        verdict,
        reports,
        measures: measureExamination(reports, sessions),
        certificates: seenCertificates(sessions),
        limits: await usedLimits(checks),
        records: readRecords(evidence),
        earlier: before.examination?.records ?? null,
      };
    }
    throw new Error('the diagnosis ended without a verdict');
  };
};

const seenCertificates = (sessions: readonly RelaySession[]): readonly SeenCertificate[] =>
  sessions.flatMap(({ relay: { subject, title }, report }) => {
    const certificate = report.tls?.certificate;
    return certificate === undefined ? [] : [{ subject, title, expiresInDays: certificate.expiresInDays }];
  });

/** As the run measured them; undefined where it could not. */
const usedLimits = async (checks: CheckContext): Promise<readonly LimitUse[] | undefined> => {
  try {
    const { usages, volume } = await measureUsage(checks);
    return usages.map(({ relay, provider, quota: { unit, limit }, sent }) => ({
      subject: relay.subject,
      provider: provider.name,
      unit,
      window: limit.window === 'hour' ? 'hour' : 'day',
      limit: limit.count,
      sent,
      lastHour: volume.lastHour[unit],
    }));
  } catch {
    // The run's own findings say why.
    checks.signal.throwIfAborted();
    return undefined;
  }
};
