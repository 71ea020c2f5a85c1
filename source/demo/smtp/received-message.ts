/** One message that a demo server accepted. */
export interface ReceivedMessage {
  /** Which server took it: the behaviour's name. */
  readonly server: string;
  /** Envelope sender; empty for a bounce. */
  readonly from: string;
  /** Envelope recipients. */
  readonly recipients: readonly string[];
  readonly messageId: string | null;
  /** The From header as written. */
  readonly headerFrom: string | null;
  readonly subject: string | null;
  readonly sizeBytes: number;
  /** The login the session authenticated with. */
  readonly user: string | null;
}

/** Only headers are kept: a demo that runs for days must not grow with what it sent. */
const headerLimitBytes = 64 * 1024;

/** Reads a message to its end and returns its size and the headers worth keeping. */
export const readMessage = async (
  stream: AsyncIterable<Buffer>,
): Promise<Pick<ReceivedMessage, 'messageId' | 'headerFrom' | 'subject' | 'sizeBytes'>> => {
  let sizeBytes = 0;
  const head: Buffer[] = [];
  for await (const chunk of stream) {
    if (sizeBytes < headerLimitBytes) head.push(chunk);
    sizeBytes += chunk.length;
  }
  const headers = Buffer.concat(head).toString('utf8').split('\r\n\r\n', 1)[0] ?? '';
  return {
    messageId: readHeader(headers, 'message-id'),
    headerFrom: readHeader(headers, 'from'),
    subject: readHeader(headers, 'subject'),
    sizeBytes,
  };
};

/** One header's value with its folding undone (RFC 5322 §2.2.3), or null. */
const readHeader = (headers: string, name: string): string | null => {
  const line = headers
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line === undefined ? null : line.slice(name.length + 1).trim();
};
