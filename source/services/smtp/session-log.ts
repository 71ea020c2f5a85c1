import { Masker } from '../../domain/masker.ts';
import { type SmtpReply, type SmtpStage, smtpStages, type TranscriptLine } from '../../domain/probes/smtp-report.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { Secret } from '../../domain/secret.ts';
import type { RawReply } from './reply-reader.ts';

const enhancedStatus = /^(?<status>[245]\.\d{1,3}\.\d{1,3})(?!\S)/;

/** Longest line of a reply or transcript that is worth keeping, in characters. */
const maxShownLength = 1000;

const shorten = (text: string): string => (text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text);

/** What was said in a session, in words that are safe to show: sanitized, secrets masked. */
export class SessionLog {
  readonly #masker = new Masker();
  readonly #transcript: TranscriptLine[] = [];
  readonly #replies: SmtpReply[] = [];
  readonly #onReached: (stage: SmtpStage) => void;
  #reached: SmtpStage | undefined;

  /** `onReached` hears of each stage as it is passed. */
  constructor(onReached: (stage: SmtpStage) => void = () => undefined) {
    this.#onReached = onReached;
  }

  get transcript(): readonly TranscriptLine[] {
    return this.#transcript;
  }

  get replies(): readonly SmtpReply[] {
    return this.#replies;
  }

  /** The furthest stage that was passed. */
  get reached(): SmtpStage | undefined {
    return this.#reached;
  }

  hide(secret: string): void {
    this.#masker.hide(secret);
  }

  /** Text from outside on one line, made safe to show. */
  clean(text: string): string {
    // Masked twice: control characters could keep a secret from being recognized, and taking them out could form it.
    return shorten(this.#masker.apply(sanitizeLine(this.#masker.apply(text))));
  }

  reach(stage: SmtpStage): void {
    const furthest = this.#reached === undefined ? -1 : smtpStages.indexOf(this.#reached);
    if (smtpStages.indexOf(stage) <= furthest) return;
    this.#reached = stage;
    this.#onReached(stage);
  }

  sent(command: string): void {
    this.#transcript.push({ mark: '->', text: this.clean(command) });
  }

  note(text: string): void {
    this.#transcript.push({ mark: '===', text: this.clean(text) });
  }

  trouble(text: string): void {
    this.#transcript.push({ mark: '***', text: this.clean(text) });
  }

  /** Keeps a reply and returns it cleaned. */
  received(stage: SmtpStage, raw: RawReply, durationMs: number): SmtpReply {
    const lines = raw.lines.map((line) => this.clean(line));
    const mark = raw.code >= 400 ? '<**' : '<-';
    for (const [index, line] of lines.entries()) {
      const separator = index < lines.length - 1 ? '-' : ' ';
      this.#transcript.push({ mark, text: `${String(raw.code).padStart(3, '0')}${separator}${line}`.trimEnd() });
    }
    const text = lines.join('\n');
    // A short password may be a word or a number of the reply; what it means is read before that is hidden.
    const said = raw.lines.map((line) => shorten(sanitizeLine(line))).join('\n');
    const enhanced = enhancedStatus.exec(said)?.groups?.['status'];
    const reply: SmtpReply = {
      stage,
      code: raw.code,
      enhanced,
      text,
      ...(said === text ? {} : { unmasked: new Secret(said) }),
      durationMs,
    };
    this.#replies.push(reply);
    return reply;
  }
}
