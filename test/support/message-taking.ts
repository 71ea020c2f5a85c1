import { obliging, type Rule, type Step, say } from './scripted-smtp.ts';

/** A server that takes messages: `last` is what it does at the final dot. Lines of a message are not answered. */
export const messageTaking = (last: string | readonly Step[], before: readonly Rule[] = []): readonly Rule[] => [
  ...before,
  [/^DATA$/, '354 End data with <CR><LF>.<CR><LF>'],
  [/^\.$/, last],
  ...obliging,
  [/^/, []],
];

export const greeting: Step = say('220 scripted.example ESMTP');

/** The messages among the lines of a connection, each without its final dot. */
export const messagesIn = (lines: readonly string[]): readonly string[] =>
  [...lines.join('\n').matchAll(/^DATA\n(.*?)(?:^\.$|$(?![\s\S]))/gms)].map(([, message = '']) => message);
