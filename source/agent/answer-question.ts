import { ProbeError, UserError } from '../domain/errors.ts';
import { createPersonalNames } from '../domain/wording/personal-names.ts';
import { raceSignal } from '../lib/race-signal.ts';
import type { Turns } from '../lib/turns.ts';
import { redactDocument, redactText } from '../output/check/redact.ts';
import { describeFailure } from '../output/failure.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { boundAnswer } from './bound-answer.ts';
import { type AgentSession, forQuestion, mayChooseDatabase } from './session.ts';
import type { AgentTool } from './tool.ts';

/** What is at work may say itself what it waited for, before it is given up. */
const graceMs = 5_000;

export type Outcome =
  | { readonly kind: 'answer'; readonly document: object; readonly text: string }
  | { readonly kind: 'failure'; readonly text: string };

/** What the tool takes in this session. */
export const argumentsOf = ({ takes, asksDatabase }: AgentTool, { context }: AgentSession): Arguments =>
  asksDatabase && mayChooseDatabase(context.options)
    ? { ...takes, database: { kind: 'text', words: "Which database; default: odoo.conf's, or the only one" } }
    : takes;

/**
 * Answers one question within the deadline; whatever goes wrong is a sentence. What asks a database takes its turn:
 * an agent that asks much at once gets one answer after the other, and Odoo's database one question at a time.
 */
export const answerQuestion = async (
  tool: AgentTool,
  session: AgentSession & { readonly turns: Turns },
  said: unknown,
  cancelled: AbortSignal,
): Promise<Outcome> => {
  const { deadline } = session.context.options;
  const ended = AbortSignal.any([session.context.signal, cancelled]);
  const names = createPersonalNames();
  const tell = (text: string): string => (session.fullAddresses ? text : redactText(text, names));
  try {
    const given = readArguments(argumentsOf(tool, session), said);
    const ask = async () => {
      const timeout = AbortSignal.timeout(deadline * 1_000 + graceMs);
      const signal = AbortSignal.any([ended, timeout]);
      try {
        const question = forQuestion(session, { signal, names, database: given.text('database') });
        return await raceSignal(signal, tool.answer(question, given));
      } catch (error) {
        if (!timeout.aborted || ended.aborted) throw error;
        throw new ProbeError('sql', tool.name, `${tool.name} was not done within ${deadline} s (--deadline).`);
      }
    };
    const answer = tool.asksDatabase ? await session.turns.take('database', ended, ask) : await ask();
    const told = { document: redactDocument(answer.document, tell), text: tell(answer.text) };
    const bound = boundAnswer({ ...answer, ...told, goOn: tool.goOn });
    return { kind: 'answer', ...bound };
  } catch (error) {
    return { kind: 'failure', text: tell(describeTrouble(error, ended)) };
  }
};

const describeTrouble = (error: unknown, ended: AbortSignal): string => {
  if (ended.aborted) return 'The question was taken back before it was answered.';
  const { message, tryThis } = describeFailure(error);
  const words = tryThis === undefined ? message : `${message} ${tryThis}`;
  return error instanceof UserError ? nameArguments(words) : words;
};

/** Sentences about the command line name its options; here they are arguments. */
export const nameArguments = (words: string): string =>
  words
    .replaceAll(', or take them all with --all-databases', '')
    .replaceAll(/\bwith -d\b/g, 'with the argument database')
    .replaceAll(/--set ([\w.-]+)=…/g, 'values: {"$1": …}')
    .replaceAll(
      /--(subject|pace|include|id|class|server|from|to|older-than|before|limit|state)\b/g,
      (_, name: string) => name.replace('-', '_'),
    );
