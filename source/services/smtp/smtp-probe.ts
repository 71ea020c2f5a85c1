import type { SmtpReport, SmtpStage } from '../../domain/probes/smtp-report.ts';
import { reportSession, type SmtpDependencies } from './report-session.ts';
import type { SmtpRequest } from './smtp-request.ts';

export interface SmtpProbeOptions {
  readonly signal: AbortSignal;
  /** Hears of each stage as it is passed, while the session still runs. */
  readonly onReached?: (stage: SmtpStage) => void;
}

export interface SmtpProbe {
  /**
   * One session with one server, stage by stage, never past DATA. Whatever the server does becomes a report, within
   * the request's time limits. Rejects only with the reason of `signal`; leaves no socket behind on any path.
   */
  probe(request: SmtpRequest, options: SmtpProbeOptions): Promise<SmtpReport>;
}

export const createSmtpProbe = (dependencies: SmtpDependencies): SmtpProbe => ({
  probe: async (request, options) => (await reportSession(dependencies, request, options)).report,
});
