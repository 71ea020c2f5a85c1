import type { Plan } from '../domain/change/plan.ts';
import type { RemedyAnswers, RemedyInput, RemedyOffer, Risk } from '../domain/change/remedy.ts';
import type { CauseId } from '../domain/finding/cause-id.ts';
import type { CheckFinding } from '../domain/finding/finding.ts';
import type { Owner } from '../domain/finding/owner.ts';
import type { CheckContext } from './context.ts';

/**
 * One question to the world. A ProbeError that it throws becomes an `unknown` finding with the error's words.
 * `Part`: ids that single findings carry instead of the check's.
 */
export interface Check<Part extends string = never> {
  readonly id: string;
  readonly title: string;
  /** Who must act where a finding names nobody else. */
  readonly owner: Owner;
  /**
   * Whether its answer decides how the cause stands: without it the cause is at best unknown. What other checks find can
   * only make it worse.
   */
  readonly decides?: true;
  run(context: CheckContext): Promise<readonly CheckFinding<Part>[]>;
}

export interface RemedyRequest {
  readonly subject: string | null;
  readonly values: RemedyAnswers;
}

/** A way to mend what the cause found. */
export interface Remedy {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  /** It writes a server's host, port, encryption or login, and is not offered where Odoo takes those from elsewhere. */
  readonly setsServer?: true;
  /** What a person must say, with suggestions for this subject. */
  inputs(context: CheckContext, subject: string | null): Promise<readonly RemedyInput[]>;
  /**
   * The exact change, after whatever it needs was tried live (a new password's handshake). Changes nothing.
   * @throws UserError when a value is missing or wrong, or when there is nothing to change.
   */
  plan(context: CheckContext, request: RemedyRequest): Promise<Plan>;
}

/** One reason why mail does not leave: a step of the wizard. One file each; this is their one shape. */
export interface Cause {
  readonly id: CauseId;
  readonly title: string;
  /** The step's heading. */
  readonly question: string;
  readonly checks: readonly Check<string>[];
  readonly remedies: readonly Remedy[];
}

/** What a finding says of a remedy. */
export const offer = (
  remedy: Pick<Remedy, 'id' | 'title' | 'risk'>,
  subject: string | null = null,
  inputs: readonly RemedyInput[] = [],
  about?: string,
): RemedyOffer => ({
  id: remedy.id,
  subject,
  title: remedy.title,
  risk: remedy.risk,
  inputs,
  ...(about === undefined ? {} : { about }),
});
