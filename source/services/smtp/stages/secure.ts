import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { SmtpFailure } from '../../../domain/probes/smtp-report.ts';
import type { Conversation } from '../conversation.ts';
import { SessionFailure } from '../session-failure.ts';
import type { SessionLog } from '../session-log.ts';
import { answeredPlainly, explainHandshakeError } from '../tls/handshake-error.ts';
import { type HandshakeOptions, type HandshakeResult, negotiateTls } from '../tls/negotiate-tls.ts';
import { readPlainBanner, type SecondLook } from '../wrong-mode.ts';

export interface SecuredSocket {
  readonly socket: TLSSocket;
  readonly durationMs: number;
}

/**
 * Sends STARTTLS, checks that nothing but the go-ahead came back, and shakes hands.
 * @throws SessionFailure when the server declines, slips plain text in, or TLS fails.
 */
export const upgradeToTls = async (conversation: Conversation, options: HandshakeOptions): Promise<SecuredSocket> => {
  const reply = await conversation.exchange('starttls', 'STARTTLS');
  if (reply.code !== 220) throw new SessionFailure({ kind: 'reply', stage: 'starttls', reply });
  const { socket, early } = conversation.release();
  if (early.length > 0) throw injected(conversation.log.clean(early.toString('utf8')));
  conversation.log.reach('starttls');

  const result = await negotiateTls(socket, options);
  if (result.kind === 'failed' && answeredPlainly(result.error)) throw injected('');
  return acceptHandshake(result, options.timeoutMs);
};

const injected = (sample: string): SessionFailure =>
  new SessionFailure({ kind: 'tls', stage: 'starttls', problem: { kind: 'injected-plaintext', sample } });

/**
 * Shakes hands right after connecting. When the port answers in plain text, or not at all, its banner is read on a
 * second connection, to say that it is the wrong mode for this port.
 * @throws SessionFailure when TLS fails or the port speaks plainly.
 */
export const startWithTls = async (
  raw: Socket,
  options: HandshakeOptions,
  look: () => SecondLook,
  log: SessionLog,
): Promise<SecuredSocket> => {
  const result = await negotiateTls(raw, options);
  const isPlain = result.kind === 'failed' && answeredPlainly(result.error);
  if (!isPlain && result.kind !== 'timed-out') return acceptHandshake(result, options.timeoutMs);
  raw.destroy();
  const line = await readPlainBanner(look(), options.signal);
  if (isPlain || line?.startsWith('220')) throw speaksPlain(line === undefined ? undefined : log.clean(line));
  return acceptHandshake(result, options.timeoutMs);
};

const speaksPlain = (banner: string | undefined): SessionFailure =>
  new SessionFailure({ kind: 'tls', stage: 'tls', problem: { kind: 'port-speaks-plain', banner } });

const acceptHandshake = (result: HandshakeResult, waitedMs: number): SecuredSocket => {
  if (result.kind === 'secure') return result;
  throw new SessionFailure(explainUnsecured(result, waitedMs));
};

const explainUnsecured = (
  result: Exclude<HandshakeResult, { readonly kind: 'secure' }>,
  waitedMs: number,
): SmtpFailure => {
  switch (result.kind) {
    case 'timed-out':
      return { kind: 'timed-out', stage: 'tls', waitedMs };
    case 'closed':
      return { kind: 'closed', stage: 'tls', reset: false };
    case 'failed':
      return explainError(result.error);
  }
};

const explainError = (error: NodeJS.ErrnoException): SmtpFailure => {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
    // Node reports an orderly end during the handshake under the same code, without a system call.
    return { kind: 'closed', stage: 'tls', reset: error.syscall !== undefined };
  }
  return { kind: 'tls', stage: 'tls', problem: explainHandshakeError(error) };
};
