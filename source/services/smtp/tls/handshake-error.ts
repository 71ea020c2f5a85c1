import type { TlsFailure } from '../../../domain/probes/smtp-report.ts';

/** OpenSSL reads the first bytes of "220 …" as a TLS record header and finds no version it knows, or a huge length. */
const plainAnswer = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNEXPECTED_MESSAGE|BAD_RECORD_TYPE/;

/** Whether the other side answered the TLS hello with something that is not TLS. */
export const answeredPlainly = (error: NodeJS.ErrnoException): boolean => plainAnswer.test(codeOf(error));

/** What an OpenSSL error during the handshake means. */
export const explainHandshakeError = (error: NodeJS.ErrnoException): TlsFailure => {
  const code = codeOf(error);
  const detail = code
    .replace(/^ERR_SSL_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  if (/UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|VERSION_TOO_LOW|NO_PROTOCOLS/.test(code)) {
    return { kind: 'old-protocol', detail };
  }
  if (/NO_SHARED_CIPHER|HANDSHAKE_FAILURE|NO_CIPHERS/.test(code)) return { kind: 'no-common-cipher', detail };
  if (/KEY_TOO_SMALL|KEY_TOO_WEAK|MD_TOO_WEAK|SECURITY_LEVEL/.test(code)) return { kind: 'weak-key', detail };
  return { kind: 'handshake', detail };
};

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;
