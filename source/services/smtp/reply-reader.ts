/** One whole reply as the server sent it: not sanitized, not masked. */
export interface RawReply {
  /** The code of the last line, as Python's smtplib takes it. */
  readonly code: number;
  /** Each line without its code. */
  readonly lines: readonly string[];
}

export type ReadProblem =
  | { readonly kind: 'line-too-long' | 'reply-too-long' }
  | { readonly kind: 'not-smtp'; readonly sample: string };

/** smtplib's `_MAXLINE`: Odoo gives up beyond it too. RFC 5321 §4.5.3.1.5 allows 512. */
const maxLineBytes = 8192;
/** No server has this much to say; an endless multi-line reply does. */
const maxReplyBytes = 256 * 1024;
const maxReplyLines = 2000;

const lineFeed = 0x0a;
const replyCode = /^\d{3}/;

/** Puts replies together from whatever pieces the network delivers. Lines end at LF; CR before it is dropped. */
export class ReplyReader {
  #pending: Buffer = Buffer.alloc(0);
  /** How far `#pending` was searched for a line end, so that a slow long line is not searched again and again. */
  #searched = 0;
  #lines: string[] = [];
  #replyBytes = 0;

  /** Adds bytes as they arrived. */
  push(bytes: Buffer): void {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
  }

  /** The next whole reply, why there will be none, or undefined while more bytes are needed. */
  take(): RawReply | ReadProblem | undefined {
    for (let end = this.#lineEnd(); end !== -1; end = this.#lineEnd()) {
      const line = this.#pending.subarray(0, end);
      this.#pending = this.#pending.subarray(end + 1);
      this.#searched = 0;
      const outcome = this.#acceptLine(line);
      if (outcome !== undefined) return outcome;
    }
    return this.#pending.length > maxLineBytes ? { kind: 'line-too-long' } : undefined;
  }

  /** Takes out bytes that belong to no reply taken so far. */
  drain(): Buffer {
    const rest = this.#pending;
    this.#pending = Buffer.alloc(0);
    this.#searched = 0;
    return rest;
  }

  #lineEnd(): number {
    const end = this.#pending.indexOf(lineFeed, this.#searched);
    this.#searched = this.#pending.length;
    return end;
  }

  #acceptLine(bytes: Buffer): RawReply | ReadProblem | undefined {
    if (bytes.length > maxLineBytes) return { kind: 'line-too-long' };
    this.#replyBytes += bytes.length;
    if (this.#replyBytes > maxReplyBytes || this.#lines.length >= maxReplyLines) return { kind: 'reply-too-long' };

    const line = bytes.toString('utf8').replace(/\r$/, '');
    if (!replyCode.test(line)) return { kind: 'not-smtp', sample: line };
    this.#lines.push(line.slice(4));
    if (line[3] === '-') return undefined;

    const lines = this.#lines;
    this.#lines = [];
    this.#replyBytes = 0;
    return { code: Number(line.slice(0, 3)), lines };
  }
}
