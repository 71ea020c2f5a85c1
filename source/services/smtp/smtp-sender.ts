import { type ReportedSession, reportSession, type SmtpDependencies } from './report-session.ts';
import type { Envelope, SmtpRequest } from './smtp-request.ts';

export interface SmtpSender {
  /**
   * Hands one message to one server: one connection, one DATA, and never again by itself. Rejects only with the reason of
   * `signal`, and only before the server had a word of the message.
   * @param message RFC 5322 with CRLF, 7 bit: no extension of the server is counted on.
   */
  send(
    request: Omit<SmtpRequest, 'envelopes' | 'retrySecret'>,
    given: { readonly envelope: Envelope; readonly message: Buffer },
    options: { readonly signal: AbortSignal },
  ): Promise<ReportedSession>;
}

export const createSmtpSender = (dependencies: SmtpDependencies): SmtpSender => ({
  send: (request, { envelope, message }, options) =>
    reportSession(dependencies, { ...request, envelopes: [envelope] }, options, message),
});
