import { causes } from '../../causes/index.ts';
import { includableReasons } from '../../changes/retry/set-aside.ts';
import { scenarios } from '../../demo/scenarios/index.ts';
import { causeIds } from '../../domain/finding/cause-id.ts';
import { mailStates } from '../../domain/mail/mail-state.ts';
import { odooSeries } from '../../domain/odoo/odoo-series.ts';
import { failureClasses } from '../../domain/replies/classes/index.ts';
import { documentNames } from '../../output/schemas/index.ts';

/** What a shell can offer where an option or an argument wants a value. */
export type AcceptedValue =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'any' };

interface Place {
  /** The verb it belongs to: `probe smtp`; empty for the program. */
  readonly path: string;
  /** Absent for an argument. */
  readonly flag?: string;
  /** How the help names the value: `file`. */
  readonly name: string;
  readonly choices: readonly string[] | undefined;
}

/** Values that the verb itself looks at, because it says more of a wrong one than commander would. */
const known: Readonly<Record<string, readonly string[]>> = {
  'check cause': causeIds,
  'fix remedy': causes.flatMap(({ remedies }) => remedies.map(({ id }) => id)),
  'demo scenario': scenarios.map(({ id }) => id),
  'demo --odoo': odooSeries.map(String),
  'schema command': documentNames,
  'retry --include': includableReasons,
  ...Object.fromEntries(
    ['retry', 'cancel', 'purge'].flatMap((verb) => [
      [`${verb} --state`, mailStates],
      [`${verb} --class`, failureClasses],
    ]),
  ),
};

/** `score` takes a mail or the file of a message. */
const filePlaces: readonly string[] = ['score mail'];

/** The words that are accepted there, files, or anything. */
export const findAcceptedValue = ({ path, flag, name, choices }: Place): AcceptedValue => {
  const place = `${path} ${flag ?? name}`;
  const words = choices ?? known[place];
  // A name of two words, as `probe smtp`, is typed as two.
  if (words !== undefined) return { kind: 'words', words: [...new Set(words.flatMap((word) => word.split(' ')))] };
  return name === 'file' || name === 'path' || filePlaces.includes(place) ? { kind: 'files' } : { kind: 'any' };
};
