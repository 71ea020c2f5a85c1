import type { Socket } from 'node:net';
import type { SmtpFailure, SmtpReply, SmtpStage } from '../../domain/probes/smtp-report.ts';
import { SessionFailure } from './session-failure.ts';
import type { SessionLog } from './session-log.ts';
import { SmtpWire, type WireProblem } from './smtp-wire.ts';
import type { TimeBudget } from './time-budget.ts';

/** A command and its reply, again and again, on a socket that may be exchanged for a secured one half-way. */
export class Conversation {
  readonly log: SessionLog;
  readonly budget: TimeBudget;
  #signal: AbortSignal;
  #wire: SmtpWire;
  #challenge = '';
  #lastCode = 0;
  /** Replies that have not come: of a server that has not greeted yet, the greeting. */
  #owed = 1;
  #isHandedOver = false;
  #farewellMs: number | undefined;

  constructor(socket: Socket, log: SessionLog, budget: TimeBudget, signal: AbortSignal) {
    this.log = log;
    this.budget = budget;
    this.#signal = signal;
    this.#wire = new SmtpWire(socket);
  }

  /**
   * Sends a command (shown as `shown`, when it must not be shown as it is) and returns the reply, whatever its code.
   * @throws SessionFailure when no reply comes.
   */
  exchange(stage: SmtpStage, command: string, shown = command): Promise<SmtpReply> {
    this.log.sent(shown);
    this.#wire.send(command);
    this.#owed += 1;
    return this.read(stage);
  }

  /** Sends bytes that are no command, of which the transcript has only `shown`; their reply is to be read. */
  send(bytes: Buffer, shown: string): void {
    this.log.note(shown);
    this.#wire.sendBytes(bytes);
    this.#owed += 1;
  }

  /** The next reply, waited for `limitMs` at most. @throws SessionFailure when none comes. */
  async read(stage: SmtpStage, limitMs = this.#farewellMs ?? this.budget.step()): Promise<SmtpReply> {
    const started = performance.now();
    const result = await this.#wire.nextReply(limitMs, this.#signal);
    if ('problem' in result) throw new SessionFailure(this.#explain(stage, result.problem));
    this.#owed -= 1;
    this.#lastCode = result.reply.code;
    this.#challenge = result.reply.lines.join('');
    return this.log.received(stage, result.reply, Math.round(performance.now() - started));
  }

  /** The last reply as it came, for decoding a challenge: neither sanitized nor masked, never to be shown. */
  get challenge(): string {
    return this.#challenge;
  }

  get signal(): AbortSignal {
    return this.#signal;
  }

  /** Replies that the server still owes: it is not our turn to speak before they have come. */
  get owed(): number {
    return this.#owed;
  }

  /** A handshake has the socket: nothing can be said. */
  get isHandedOver(): boolean {
    return this.#isHandedOver;
  }

  /** The server asked for more (334) and waits for it. */
  get isAsking(): boolean {
    return this.#lastCode === 334;
  }

  /** From now on only leaving matters: nothing calls it off, and no reply is waited for longer than this. */
  beginFarewell(limitMs: number): void {
    this.#farewellMs = limitMs;
    this.#signal = new AbortController().signal;
  }

  /** Gives the socket away to be secured, with whatever the server sent ahead of its turn. */
  release(): { readonly socket: Socket; readonly early: Buffer } {
    this.#isHandedOver = true;
    return this.#wire.release();
  }

  /** Goes on over the secured socket, on which the client speaks first. */
  resume(socket: Socket): void {
    this.#wire = new SmtpWire(socket);
    this.#owed = 0;
    this.#isHandedOver = false;
  }

  #explain(stage: SmtpStage, problem: WireProblem): SmtpFailure {
    switch (problem.kind) {
      case 'timed-out':
        return { kind: 'timed-out', stage, waitedMs: problem.waitedMs };
      case 'closed':
        return { kind: 'closed', stage, reset: problem.reset };
      case 'not-smtp':
        return { kind: 'protocol', stage, problem: { kind: 'not-smtp', sample: this.log.clean(problem.sample) } };
      case 'line-too-long':
      case 'reply-too-long':
        return { kind: 'protocol', stage, problem: { kind: problem.kind } };
    }
  }
}
