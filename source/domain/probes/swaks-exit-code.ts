import type { SmtpFailure, SmtpStage } from './smtp-report.ts';

/** By the stage that failed, as `swaks(1)` has them under EXIT CODES. */
const stageCodes: Readonly<Record<SmtpStage, number>> = {
  resolve: 2,
  connect: 2,
  greeting: 21,
  ehlo: 22,
  starttls: 29,
  tls: 29,
  'ehlo-after-tls': 32,
  auth: 28,
  mail: 23,
  rcpt: 24,
  data: 25,
  reset: 6,
  quit: 27,
};

/** The exit code swaks would have ended with; 0 when nothing failed. */
export const swaksExitCode = (failure: SmtpFailure | undefined): number => {
  if (failure === undefined) return 0;
  // The wrong TLS mode shows at the greeting, but it is TLS that failed.
  return failure.kind === 'tls' ? stageCodes.tls : stageCodes[failure.stage];
};
