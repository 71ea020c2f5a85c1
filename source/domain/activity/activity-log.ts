/** What a server was told or asked, with what came of it. Nothing of it holds a secret. */
export interface Activity {
  readonly at: Date;
  readonly kind: 'sql' | 'smtp' | 'dns' | 'port';
  /** Whom it went to: a database, a host and port. */
  readonly on: string;
  /** The statement, the command or reply, the question. */
  readonly text: string;
  /** `3 rows`, an error, an answer; empty where the text says it all. */
  readonly outcome: string;
  /** Undefined for what takes no time of its own. */
  readonly durationMs?: number;
  readonly failed: boolean;
}

export interface LoggedActivity extends Activity {
  /** Stays while other lines go. */
  readonly id: number;
  /** How often the same was done since the line before it. */
  readonly times: number;
}

export interface ActivityLog {
  add(activity: Activity): void;
  /** Newest last. */
  read(): readonly LoggedActivity[];
  subscribe(listener: () => void): () => void;
}

const mostEntries = 2_000;
/** So many statements at most are asked every few seconds by what watches the queue. */
const repeatsWithin = 40;

/** Keeps what was done lately. What is done over and over is one line that counts. */
export const createActivityLog = (most: number = mostEntries): ActivityLog => {
  const listeners = new Set<() => void>();
  let entries: readonly LoggedActivity[] = [];
  let next = 1;
  return {
    read: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(activity) {
      entries = addActivity(entries, activity, { id: next, most });
      next += 1;
      for (const listener of listeners) listener();
    },
  };
};

/** The lines with one more. A dialogue stays in its order; a statement or a question that was just asked counts. */
export const addActivity = (
  entries: readonly LoggedActivity[],
  activity: Activity,
  { id, most }: { readonly id: number; readonly most: number },
): readonly LoggedActivity[] => {
  const isRepeat = ({ kind, on, text, failed }: LoggedActivity): boolean =>
    kind === activity.kind && on === activity.on && text === activity.text && failed === activity.failed;
  const before = activity.kind === 'smtp' ? undefined : entries.slice(-repeatsWithin).find(isRepeat);
  const rest = before === undefined ? entries : entries.filter((entry) => entry !== before);
  const added = { ...activity, id: before?.id ?? id, times: (before?.times ?? 0) + 1 };
  return [...rest, added].slice(-most);
};

/** Whether a line has all the words, in whatever case. */
export const fitsActivity = ({ kind, on, text, outcome }: Activity, words: string): boolean => {
  const said = `${kind} ${on} ${text} ${outcome}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
};
