import type { Terminal } from '../support/start-in-terminal.ts';

/** Writes what is on the screen now as media/<name>.svg; `title` is what a screen reader says. */
type TakePicture = (name: string, title: string) => Promise<void>;

/** One run of the program, and the pictures taken on the way. */
export interface Tour {
  readonly args: readonly string[];
  readonly columns: number;
  readonly rows: number;
  walk(terminal: Terminal, picture: TakePicture): Promise<void>;
}

const enter = '\r';
const escapeKey = '\u001b';
const patience = 60_000;

/** The treatment stands there, and the whole table is counted. */
const isMeasured = (screen: string): boolean => /^ *F +1/m.test(screen) && !/measuring|≥/.test(screen);

const mondayMorning: Tour = {
  args: ['demo', 'monday-morning'],
  columns: 110,
  rows: 32,
  async walk(terminal, picture) {
    const see = (what: string | RegExp | ((screen: string) => boolean)) => terminal.waitFor(what, patience);
    await see('Nothing is being sent');
    await see(isMeasured);
    await picture('queue', 'The queue screen: why nothing is sent, what to mend first, and the live queue.');

    terminal.type('/');
    await see(/^Find/m);
    terminal.type(`invoice${enter}`);
    await see('Enter its story');
    await picture('find', 'The search: every mail that has the word invoice, in whatever state.');
    terminal.type(enter);
    await see('Its way');
    await picture(
      'story',
      'The story of one invoice: it failed, why it would fail again, and what to tell the customer.',
    );

    terminal.type('c');
    await see('What changed before it broke');
    await picture('changes', 'What changed before mail broke: the mail server, five minutes before the first failure.');

    terminal.type('4');
    await see(/Of \d+ precautions/);
    await picture('prevention', 'What is better in order before mail stops.');

    terminal.type('2');
    await see('What do you see?');
    terminal.type(`jjjj${enter}`);
    await see('measures everything again');
    terminal.type('n');
    await see('the user and password that Odoo has');
    terminal.type(enter);
    await see('folds the evidence');
    await picture('wizard', 'The wizard: every cause with its state, and for the refused password the evidence.');

    terminal.type('F');
    await see('Which remedy?');
    terminal.type(enter);
    await see(/❯ User/);
    terminal.type(enter);
    await see(/❯ Password/);
    terminal.type(`demo-right-password${enter}`);
    await see('Press y to do exactly this');
    await picture('remedy', 'A remedy before it is done: what changes, from what to what, and how it was tried.');
    terminal.type('y');
    await see(/Cured: .*accepts the login/);

    terminal.type(`${escapeKey}3`);
    await see(/\d+ failed/);
    terminal.type(`/state:exception${enter}`);
    await see(/^312 failed mails/m);
    terminal.type('aa');
    await see('312 marked');
    terminal.type('R');
    await see(/then y/);
    await picture('retry', 'What sending failed mails again would do: how many, when, and who is left out and why.');
  },
};

const fleet: Tour = {
  args: ['demo', '--fleet'],
  columns: 110,
  rows: 18,
  async walk(terminal, picture) {
    await terminal.waitFor(/Enter open/i, patience);
    await picture('fleet', 'All databases of one server in one table, each with what stands in its way.');
  },
};

export const tours: readonly Tour[] = [mondayMorning, fleet];
