type Entries = readonly (readonly [string, string])[];

export const exitStatuses: Entries = [
  ['0', 'check: all is well; what changes something: done, or previewed'],
  ['1', 'check: a warning; what changes something: done in part, or applied and not cured'],
  ['2', 'check: critical; what changes something: refused or failed'],
  ['3', 'not enough could be measured to tell, or no connection'],
  ['64', 'wrong usage'],
  ['70', 'a fault of this program'],
];

export const environmentVariables: Entries = [
  ['ODOO_RC', 'the odoo.conf, where -c names none'],
  ['ODOO_API_KEY', 'the API key of --odoo-login'],
  ['PGHOST, PGPORT, PGUSER, PGPASSWORD, PGSERVICE ...', 'as in libpq, with --dsn'],
  ['NO_COLOR', 'no colours, when set to anything'],
  ['ODOO_MAIL_DOCTOR_THEME', 'light or dark, where --theme says nothing; then COLORFGBG, if the terminal sets it'],
  ['INK_SCREEN_READER', 'true: the console speaks in lines, for a screen reader'],
  ['XDG_STATE_HOME', 'where the journal lies; ~/.local/state by default'],
];

export const files: Entries = [
  ['/etc/odoo/odoo.conf, /etc/odoo.conf, ~/.config/Odoo/odoo.conf, ~/.odoorc', 'looked for in this order'],
  ['~/.pgpass', 'passwords of PostgreSQL, as libpq reads them'],
  ['~/.local/state/odoo-mail-doctor/journal.jsonl', 'every change, written before it is made'],
  [
    '~/.local/state/odoo-mail-doctor/private/',
    'what undo needs, old passwords among it; readable by the account alone, removed after 30 days',
  ],
];

export const examples: Entries = [
  ['odoo-mail-doctor demo', 'the console on an embedded sick Odoo'],
  ['odoo-mail-doctor', 'the console on the Odoo of this machine'],
  ['odoo-mail-doctor -d acme check', 'every cause once, as text'],
  ['odoo-mail-doctor fix cron.activate --apply', 'switches the queue runner on, and measures again'],
  [
    'odoo-mail-doctor retry --class auth.bad_credentials',
    'which failed mails can go out again now, and which not and why',
  ],
  ['odoo-mail-doctor undo', 'takes the last change back'],
];
