import type { DocumentName } from '../output/schemas/index.ts';
import type { Arguments, Given } from './arguments.ts';
import type { AgentSession } from './session.ts';

/** What a question is answered with. */
export interface ToolAnswer {
  /** The same document as the command's with `--format json`. */
  readonly document: object;
  /** The same for a reader, short. */
  readonly text: string;
  /** Lists that cannot be asked for in parts. */
  readonly whole?: readonly string[];
}

/** One question that an agent can ask. None changes anything: neither Odoo, its database, nor this machine. */
export interface AgentTool {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly takes: Arguments;
  /** Whether it asks one Odoo database, which the agent may have to name. */
  readonly asksDatabase: boolean;
  readonly document: DocumentName;
  /** Which of that command's documents; the first by default. */
  readonly variant?: number;
  /** How to see what a shortened answer left out. */
  readonly goOn: string;
  answer(session: AgentSession, given: Given): Promise<ToolAnswer>;
}
