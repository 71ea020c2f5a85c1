/** What a tour does, as a person at the terminal would. */
export interface Walker {
  see(what: string | RegExp | ((screen: string) => boolean)): Promise<unknown>;
  /** Types once the screen is at rest. */
  press(keys: string): Promise<void>;
  /** Writes what is on the screen at rest as media/<name>.svg; `title` is what a screen reader says. */
  picture(name: string, title: string): Promise<void>;
}

/** One run of the program, and the pictures taken on the way. */
export interface Tour {
  readonly args: readonly string[];
  readonly columns: number;
  readonly rows: number;
  walk(walker: Walker): Promise<void>;
}

const enter = '\r';
const escapeKey = '\u001b';

/** The treatment stands there, and the whole table is counted. */
const isMeasured = (screen: string): boolean => /^ *F +1/m.test(screen) && !/measuring|≥/.test(screen);

const mondayMorning: Tour = {
  args: ['demo', 'monday-morning'],
  columns: 110,
  rows: 32,
  async walk({ see, press, picture }) {
    await see('Nothing is being sent');
    await see(isMeasured);
    await picture('queue', 'The queue screen: why nothing is sent, what to mend first, and the live queue.');

    await press('/');
    await see(/^Find/m);
    await press(`INV/2026/26650${enter}`);
    await see(/^❯ \d+ .*Invoice/m);
    await press(enter);
    await see('Its way');
    await picture(
      'story',
      'The story of one invoice: it failed, why it would fail again, and what to tell the customer.',
    );

    await press('c');
    await see('What changed before it broke');
    await picture('changes', 'What changed before mail broke: the mail server, five minutes before the first failure.');

    await press('4');
    await see(/Of \d+ precautions/);
    await picture('prevention', 'What is better in order before mail stops.');

    await press('2');
    await see('What do you see?');
    await press(`jjjj${enter}`);
    await see('measures everything again');
    await press('n');
    await see('the user and password that Odoo has');
    await press(enter);
    await see('folds the evidence');
    await picture('wizard', 'The wizard: every cause with its state, and for the refused password the evidence.');

    await press('F');
    await see('Which remedy?');
    await press(enter);
    await see(/❯ User/);
    await press(enter);
    await see(/❯ Password/);
    await press(`demo-right-password${enter}`);
    await see('Press y to do exactly this');
    await picture('remedy', 'A remedy before it is done: what changes, from what to what, and how it was tried.');
    await press('y');
    await see(/Cured: .*accepts the login/);

    await press(`${escapeKey}3`);
    await see(/\d+ failed/);
    await press(`/state:exception${enter}`);
    await see(/^312 failed mails/m);
    await press('aa');
    await see('312 marked');
    await press('R');
    await see(/then y/);
    await picture('retry', 'What sending failed mails again would do: how many, when, and who is left out and why.');
  },
};

const fleet: Tour = {
  args: ['demo', '--fleet'],
  columns: 110,
  rows: 18,
  async walk({ see, picture }) {
    await see(/Enter open/i);
    await picture('fleet', 'All databases of one server in one table, each with what stands in its way.');
  },
};

export const tours: readonly Tour[] = [mondayMorning, fleet];
