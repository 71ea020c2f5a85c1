import { showOdooUrl } from '../../domain/odoo/odoo-url.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';

const unreached: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name does not exist',
  EAI_AGAIN: 'the name could not be resolved',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'it did not answer',
};

const certificate: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'comes from an authority that this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'comes from an authority that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'comes without the intermediate certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another name',
};

const notTls = new Set(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);

/** A sentence for what ended the exchange before an answer was there. */
export const describeBreak = (error: unknown, url: URL, hasLeft: boolean): string => {
  const code = codeOf(error);
  const flaw = certificate[code];
  if (flaw !== undefined) return `The certificate of ${url.host} ${flaw}.`;
  const where = showOdooUrl(url);
  if (notTls.has(code)) return `${url.host} does not speak TLS on that port; plain HTTP is http://${url.host}.`;
  if (hasLeft) return `${url.host} broke the connection before it answered (${detail(error)}).`;
  return endSentence(`${where} cannot be reached: ${unreached[code] ?? detail(error)}`);
};

const codeOf = (error: unknown): string => {
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
};

const detail = (error: unknown): string => {
  const code = codeOf(error);
  return code === '' ? sanitizeLine(error instanceof Error ? error.message : String(error)) : code;
};
