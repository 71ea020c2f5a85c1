import type { SmtpProbe } from '../services/smtp/smtp-probe.ts';

/** Stands before each SMTP session of an inquiry: whoever asks often keeps it from logging in each time. */
export type LoginGuard = (probe: SmtpProbe) => SmtpProbe;
