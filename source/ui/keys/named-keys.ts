/** Keys that a sentence names: the tables that bind them and the sentences take them from here, so that both agree. */
export const namedKeys = {
  /** Dialogs: yes, back, further down. */
  yes: 'y',
  back: 'Esc',
  down: 'j',
  /** Screens, and out of the console. */
  wizardScreen: '2',
  retryScreen: '3',
  preventionScreen: '4',
  historyScreen: 'c',
  activityScreen: 'l',
  /** Any mail, from every screen; on the retry screen, where that filters, by its other name. */
  find: '/',
  findFromRetry: 'f',
  explain: 'w',
  leave: 'q',
  /** Everything that can be done, by its name; the list of keys. */
  palette: ':',
  help: '?',
  /** Unfolds what is under the cursor. */
  open: 'Enter',
  /** Queue: go on after a pause. */
  pause: 'p',
  /** Wizard: measure the step again, or all of them, or stop that. */
  measure: 'r',
  measureAll: 'a',
  stop: 'x',
  /** Wizard and prevention: to the next step or line that has something wrong. */
  next: 'n',
  /** Queue, wizard and prevention: begin what mends it. */
  mend: 'F',
  /** Wizard and retry: take the newest change back, write a file. */
  undo: 'U',
  export: 'e',
  /** Retry: send again, mark all, clear the marks, hold waiting mails that would fail, stop what is running. */
  retry: 'R',
  markAll: 'a',
  clearMarks: 'u',
  hold: 'H',
  stopSending: 's',
} as const;
