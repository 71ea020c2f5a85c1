import type { SmtpFailure } from '../../domain/probes/smtp-report.ts';

/** Ends a session from whatever depth; caught in one place, where it becomes the report's `failure`. */
export class SessionFailure extends Error {
  override readonly name = 'SessionFailure';
  readonly failure: SmtpFailure;

  constructor(failure: SmtpFailure) {
    super(`the session ended at ${failure.stage}: ${failure.kind}`);
    this.failure = failure;
  }
}
