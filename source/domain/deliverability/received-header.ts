/** How a message came in, as the receiver wrote it down (RFC 5321 §4.4). */
export interface Arrival {
  readonly helo: string | null;
  readonly address: string | null;
  /** Undefined where it is not told. */
  readonly isEncrypted: boolean | undefined;
}

const ownAddress = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i;

const readOne = (text: string): Arrival => {
  const helo = /^from\s+(?<helo>[^\s()]+)/i.exec(text)?.groups?.['helo'] ?? null;
  const address = /\[(?:IPv6:)?(?<address>[0-9a-f:.]+)\]/i.exec(text)?.groups?.['address'] ?? null;
  // IANA's list of mail transmission types: ESMTPS, ESMTPSA, LMTPS … were encrypted; SMTP and ESMTP were not.
  const how = /\bwith\s+(?<how>(?:UTF8)?(?:E?SMTP|LMTP)(?<s>S)?A?)\b/i.exec(text)?.groups;
  const isNamed = /\b(?:version=|using )TLS|\bTLSv?1[._]/i.test(text);
  return { helo, address, isEncrypted: isNamed ? true : how === undefined ? undefined : how['s'] !== undefined };
};

/**
 * The hand-over to the receiver from outside: of the Received headers, newest first, the first from an address that is
 * nobody's own. What stands below was written by the sender's side and may be made up. Undefined where there is none.
 */
export const readArrival = (received: readonly string[]): Arrival | undefined =>
  received
    .map((text) => readOne(text.replace(/\s+/g, ' ').trim()))
    .find(({ address }) => address !== null && !ownAddress.test(address));
